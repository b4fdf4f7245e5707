// What is told, as it is drawn: a circle for each place, its area by the number of claims, its colour by the kind of
// type told most often; a ring where only a province or a country is known. Nothing is moved to make room.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { baseLayers, baseSources, BOLD, type Theme } from '../common/base';
import { path } from '../common/api';
import { MIXED, NOBODY, SIDES, typeColours } from './types';

type Layer = StyleSpecification['layers'][number];

const EMPTY = { type: 'FeatureCollection', features: [] } as const;
const HALO = { light: '#ffffff', dark: '#10161c' };
const CHOSEN = { light: '#111417', dark: '#ffffff' };

export interface Drawn {
  filters: URLSearchParams;
  holdings: GeoJSON.FeatureCollection;
  selected: GeoJSON.FeatureCollection;
  near: GeoJSON.FeatureCollection;
}

export const nothing = (): GeoJSON.FeatureCollection => ({ ...EMPTY, features: [] });

export const some = (drawn: GeoJSON.FeatureCollection): boolean => drawn.features.length > 0;

export function tiles(filters: URLSearchParams): string[] {
  return [`${location.origin}${path('/tiles/{z}/{x}/{y}.mvt', filters)}`];
}

/** The whole style for what is drawn now: a source that no layer shows is never cut into tiles, and costs nothing. */
export function style(of: Theme, drawn: Drawn): StyleSpecification {
  const base = baseLayers(of);
  return {
    version: 8,
    sources: {
      ...baseSources(),
      holdings: { type: 'geojson', data: drawn.holdings },
      near: { type: 'geojson', data: drawn.near },
      claims: { type: 'vector', tiles: tiles(drawn.filters), minzoom: 0, maxzoom: 14 },
      selected: { type: 'geojson', data: drawn.selected },
    },
    layers: [
      ...base.below,
      ...(some(drawn.near) ? nearLayers(of) : []),
      ...(some(drawn.holdings) ? holdingLayers(of) : []),
      ...base.above,
      ...claimLayers(of, drawn.filters.has('exact')),
      ...(some(drawn.selected) ? selectedLayers(of) : []),
    ],
  };
}

const radius: ExpressionSpecification = ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 5, 4, 10, 10, 15, 32, 22, 100, 30];
const several: ExpressionSpecification = ['>', ['get', 'count'], 1];
const vague: ExpressionSpecification = ['to-boolean', ['get', 'vague']];

function claimLayers(of: Theme, exact: boolean): Layer[] {
  const told = { source: 'claims', 'source-layer': 'claims' } as const;
  const colour = ['match', ['get', 'type'], ...typeColours(of), MIXED[of]] as unknown as ExpressionSpecification;
  const wide: ExpressionSpecification = ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 9, 4, 15, 10, 21, 32, 28, 100, 36];
  return [
    {
      id: 'claims-vague', type: 'circle', ...told, filter: exact ? false : vague,
      paint: { 'circle-radius': wide, 'circle-color': colour, 'circle-opacity': 0.07, 'circle-stroke-color': colour, 'circle-stroke-width': 1.6, 'circle-stroke-opacity': 0.75 },
    },
    {
      id: 'claims', type: 'circle', ...told, filter: ['!', vague],
      paint: {
        'circle-radius': radius,
        'circle-color': colour,
        'circle-opacity': ['case', ['>', ['get', 'points'], 1], 0.9, 0.8],
        'circle-stroke-color': ['case', ['>', ['get', 'points'], 1], colour, HALO[of]],
        'circle-stroke-width': ['case', ['>', ['get', 'points'], 1], 4, 1.2],
        'circle-stroke-opacity': ['case', ['>', ['get', 'points'], 1], 0.28, 0.9],
      },
    },
    {
      id: 'claims-count', type: 'symbol', ...told, filter: exact ? ['all', several, ['!', vague]] : several,
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-font': BOLD, 'text-size': ['step', ['get', 'count'], 10, 100, 11, 1000, 12], 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': ['case', vague, CHOSEN[of], of === 'light' ? '#ffffff' : '#10161c'], 'text-halo-color': ['case', vague, HALO[of], 'rgba(0,0,0,0)'], 'text-halo-width': 1.2 },
    },
  ];
}

function selectedLayers(of: Theme): Layer[] {
  const exact: ExpressionSpecification = ['<=', ['coalesce', ['get', 'precision'], 1], 2];
  return [
    {
      id: 'selected', type: 'circle', source: 'selected',
      paint: { 'circle-radius': ['case', exact, 16, 34], 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': CHOSEN[of], 'circle-stroke-width': 2.2 },
    },
  ];
}

/** How far "near" reaches. */
function nearLayers(of: Theme): Layer[] {
  return [{ id: 'near', type: 'line', source: 'near', paint: { 'line-color': CHOSEN[of], 'line-opacity': 0.55, 'line-width': 1.2, 'line-dasharray': [4, 3] } }];
}

function holdingLayers(of: Theme): Layer[] {
  const colours = SIDES[of];
  const colour = ['match', ['get', 'side'], ...colours.flatMap((one, at) => [at, one]), NOBODY[of]] as unknown as ExpressionSpecification;
  const known = { source: 'holdings' } as const;
  const is = (name: string): ExpressionSpecification => ['to-boolean', ['get', name]];
  const width = (thin: number): ExpressionSpecification => ['case', is('differs'), 3.4, thin];
  return [
    { id: 'holdings-vague', type: 'fill', ...known, filter: ['all', is('vague'), ['!', is('disputed')]], paint: { 'fill-color': colour, 'fill-opacity': 0.1 } },
    { id: 'holdings-fill', type: 'fill', ...known, filter: ['all', ['!', is('vague')], ['!', is('disputed')]], paint: { 'fill-color': colour, 'fill-opacity': 0.3 } },
    { id: 'holdings-disputed', type: 'fill', ...known, filter: is('disputed'), paint: { 'fill-pattern': ['concat', 'hatch-', ['to-string', colour]], 'fill-opacity': ['case', is('vague'), 0.45, 0.75] } },
    { id: 'holdings-line', type: 'line', ...known, filter: ['!', is('contested')], paint: { 'line-color': colour, 'line-width': width(1.4) } },
    { id: 'holdings-contested', type: 'line', ...known, filter: is('contested'), paint: { 'line-color': colour, 'line-width': width(1.6), 'line-dasharray': [2, 1.6] } },
  ];
}

/** Slanting lines in one colour: what is disputed can be told without seeing hues. */
export function hatch(name: string): { width: number; height: number; data: Uint8ClampedArray } | null {
  const found = /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(name);
  if (!found) return null;
  const [red, green, blue] = found.slice(1).map((part) => parseInt(part, 16)) as [number, number, number];
  const side = 8;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const strong = (x + y) % side < 3;
      data.set([red, green, blue, strong ? 220 : 55], (y * side + x) * 4);
    }
  }
  return { width: side, height: side, data };
}
