// A small map of an incident's or a place's points, as `data-points` tells them: `[{name, lat, lon, precision}]`.
import { AttributionControl, LngLatBounds, Map, NavigationControl } from 'maplibre-gl';
import { baseLayers, baseSources, CREDIT, prepare, theme } from './common/base';
import { calm } from './common/dom';

interface Point {
  name: string | null;
  lat: number;
  lon: number;
  precision: number | null;
}

function style(points: Point[]) {
  const of = theme();
  const base = baseLayers(of);
  const ink = of === 'light' ? '#c4500f' : '#f08a4b';
  const features = points.map((point) => ({ type: 'Feature' as const, properties: { vague: (point.precision ?? 1) > 2 }, geometry: { type: 'Point' as const, coordinates: [point.lon, point.lat] } }));
  return {
    version: 8 as const,
    sources: { ...baseSources(), points: { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features } } },
    layers: [
      ...base.below,
      ...base.above,
      { id: 'areas', type: 'circle' as const, source: 'points', filter: ['get', 'vague'] as ['get', string], paint: { 'circle-radius': 26, 'circle-color': ink, 'circle-opacity': 0.08, 'circle-stroke-color': ink, 'circle-stroke-width': 1.6 } },
      { id: 'points', type: 'circle' as const, source: 'points', filter: ['!', ['get', 'vague']] as ['!', ['get', string]], paint: { 'circle-radius': 7, 'circle-color': ink, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1.5 } },
    ],
  };
}

function draw(box: HTMLElement): void {
  const points = (JSON.parse(box.dataset.points ?? '[]') as Point[]).filter((point) => Number.isFinite(point.lat) && Number.isFinite(point.lon));
  if (!points.length) return;
  const bounds = new LngLatBounds();
  for (const point of points) bounds.extend([point.lon, point.lat]);
  const vague = points.some((point) => (point.precision ?? 1) > 2);
  const map = new Map({
    container: box,
    style: style(points),
    bounds,
    fitBoundsOptions: { padding: 60, maxZoom: vague ? 6 : 8.5 },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: calm.matches ? 0 : 150,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new AttributionControl({ compact: true, customAttribution: CREDIT }), 'bottom-right');
  map.getCanvas().setAttribute('aria-label', box.getAttribute('aria-label') ?? 'Map');
  box.removeAttribute('role');
  box.removeAttribute('aria-label');
  addEventListener('theme', () => map.setStyle(style(points), { diff: true }));
}

prepare();
for (const box of document.querySelectorAll<HTMLElement>('.minimap')) draw(box);
