// The base map: packs of vector tiles that lie beside this script, read part by part as the map comes to them.
//
// A pack is gzipped: the length of its index (four bytes), the index as JSON, the tiles. See web/base/build.mjs.
import { addProtocol, prewarm, setWorkerUrl, type ExpressionSpecification, type StyleSpecification } from 'maplibre-gl';

declare const MAPLIBRE_WORKER: string;

const WHOLE = 3; // up to this zoom the world is one pack
export const DEEPEST = 6;
export const FONT = ['system-ui'];
export const BOLD = ['Noto Sans Bold', 'system-ui']; // the weight is taken from the first name, the shapes from the first that is there

interface Pack {
  index: Record<string, [number, number]>;
  body: Uint8Array;
}

const packs = new Map<string, Promise<Pack | null>>();
let ready = false;

/** Tells MapLibre where its worker and the base map lie; to be called before a map is made. */
export function prepare(): void {
  if (ready) return;
  ready = true;
  setWorkerUrl(MAPLIBRE_WORKER);
  prewarm(); // the worker reads its script while the page makes the map
  void pick('0'); // every map begins with it
  addProtocol('base', async ({ url }) => {
    const [z = 0, x = 0, y = 0] = url.replace('base://', '').split('/').map(Number);
    const shift = Math.max(0, z - WHOLE);
    const pack = await pick(z <= WHOLE ? '0' : `${WHOLE}-${x >> shift}-${y >> shift}`);
    const at = pack?.index[`${z}/${x}/${y}`];
    return { data: at && pack ? pack.body.slice(at[0], at[0] + at[1]).buffer : new ArrayBuffer(0) };
  });
}

function pick(name: string): Promise<Pack | null> {
  const known = packs.get(name);
  if (known) return known;
  const asked = load(name);
  asked.catch(() => packs.delete(name));
  packs.set(name, asked);
  return asked;
}

async function load(name: string): Promise<Pack | null> {
  const response = await fetch(`/static/base/${name}.bin`);
  if (!response.ok || !response.body) throw new Error(`the base map's ${name} cannot be read`);
  const bytes = new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { index, body: bytes.subarray(4 + length) };
}

export type Theme = 'light' | 'dark';

export function theme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

const INK = {
  light: { sea: '#dde4ea', land: '#f7f6f2', coast: '#b3bec8', river: '#c9d6e0', border: '#a8a39a', country: '#8a857b', place: '#4d5257', halo: '#f7f6f2' },
  dark: { sea: '#0d1318', land: '#222a32', coast: '#46535f', river: '#33444f', border: '#5c6770', country: '#7b858f', place: '#aab3bc', halo: '#171d23' },
};

type Layer = StyleSpecification['layers'][number];

/** The layers of the base map below and above what is told. */
export function baseLayers(of: Theme): { below: Layer[]; above: Layer[] } {
  const ink = INK[of];
  const base = { source: 'base' } as const;
  const line = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const thin: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.4];
  return {
    below: [
      { id: 'sea', type: 'background', paint: { 'background-color': ink.sea } },
      { id: 'land', type: 'fill', ...base, 'source-layer': 'land', paint: { 'fill-color': ink.land, 'fill-antialias': false } },
      { id: 'lakes', type: 'fill', ...base, 'source-layer': 'lakes', paint: { 'fill-color': ink.sea } },
      { id: 'rivers', type: 'line', ...base, 'source-layer': 'rivers', minzoom: 3, layout: line, paint: { 'line-color': ink.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 9, 2] } },
      { id: 'coast', type: 'line', ...base, 'source-layer': 'coast', layout: line, paint: { 'line-color': ink.coast, 'line-width': thin } },
      { id: 'borders', type: 'line', ...base, 'source-layer': 'borders', filter: ['==', ['get', 'disputed'], 0], layout: line, paint: { 'line-color': ink.border, 'line-width': thin } },
      { id: 'borders-disputed', type: 'line', ...base, 'source-layer': 'borders', filter: ['==', ['get', 'disputed'], 1], paint: { 'line-color': ink.border, 'line-width': thin, 'line-dasharray': [3, 2.5] } },
    ],
    above: [
      {
        id: 'countries', type: 'symbol', ...base, 'source-layer': 'countries', minzoom: 1.5, maxzoom: 6.5,
        filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 2, 1, 3, 2, 4, 3, 5, 4]],
        layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10, 6, 15], 'text-letter-spacing': 0.12, 'text-transform': 'uppercase', 'text-max-width': 7, 'text-padding': 6 },
        paint: { 'text-color': ink.country, 'text-halo-color': ink.halo, 'text-halo-width': 1.2 },
      },
      {
        id: 'places', type: 'symbol', source: 'labels', 'source-layer': 'places', minzoom: 3.5,
        layout: {
          'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['interpolate', ['linear'], ['get', 'population'], 0, 10.5, 100000, 11.5, 1000000, 13],
          'text-anchor': 'bottom', 'text-offset': [0, -0.35], 'text-padding': 4, 'symbol-sort-key': ['-', ['get', 'population']],
        },
        paint: { 'text-color': ink.place, 'text-halo-color': ink.halo, 'text-halo-width': 1.3 },
      },
    ],
  };
}

/** The sources of the base map: its own tiles, and names of places from the server's gazetteer. */
export function baseSources(): StyleSpecification['sources'] {
  return {
    base: { type: 'vector', tiles: ['base://{z}/{x}/{y}'], minzoom: 0, maxzoom: DEEPEST },
    labels: { type: 'vector', tiles: [`${location.origin}/api/v1/labels/{z}/{x}/{y}.mvt`], minzoom: 3, maxzoom: 9 },
  };
}

export const CREDIT = 'Natural Earth · names: GeoNames, CC BY 4.0';
