// Cuts the base map into vector tiles and packs them, so that a map reads only the parts of the world that it shows.
//
// `0.bin` holds the tiles of zooms 0 to 3; `3-x-y.bin` those of zooms 4 to 6 that lie in one tile of zoom 3. Beyond 6 a
// browser enlarges. A pack is gzipped: four bytes with the length of its index, the index as JSON (`"z/x/y": [offset,
// length]`), the tiles. No file of our own makes requests elsewhere, and none is needed: this is the whole map.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { layers } from './layers.mjs';

const DEEPEST = 6;
const WHOLE = 3;
const target = new URL('../../src/reportedly/web/static/base/', import.meta.url);

// Of 4096 to a tile: a pixel and a half on the screen just before the next zoom. The deepest zoom is not simplified at all.
const tolerance = { land: 6, lakes: 6, rivers: 6, coast: 6, borders: 6, countries: 0 };
const made = layers();
const cut = Object.entries(made).map(([name, data]) => [
  name,
  new GeoJSONVT(data, { maxZoom: DEEPEST, indexMaxZoom: DEEPEST, indexMaxPoints: 0, extent: 4096, buffer: 64, tolerance: tolerance[name] }),
]);

function tile(z, x, y) {
  const found = {};
  for (const [name, index] of cut) {
    const one = index.getTile(z, x, y);
    if (one?.features.length) found[name] = one;
  }
  return Object.keys(found).length ? Buffer.from(fromGeojsonVt(found, { version: 2, extent: 4096 })) : null;
}

function* below(z, x, y, from, to) {
  if (z >= from) yield [z, x, y];
  if (z === to) return;
  for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) yield* below(z + 1, 2 * x + dx, 2 * y + dy, from, to);
}

function pack(name, tiles) {
  const index = {};
  const bodies = [];
  let offset = 0;
  for (const [z, x, y] of tiles) {
    const body = tile(z, x, y);
    if (!body) continue;
    index[`${z}/${x}/${y}`] = [offset, body.length];
    bodies.push(body);
    offset += body.length;
  }
  const head = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const packed = gzipSync(Buffer.concat([length, head, ...bodies]), { level: 9 });
  packed[9] = 255; // the system that packed it is nobody's business, and the bytes are the same everywhere
  writeFileSync(new URL(`${name}.bin`, target), packed);
  return packed.length;
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
let total = pack('0', [...below(0, 0, 0, 0, WHOLE)]);
for (const [, x, y] of below(0, 0, 0, WHOLE, WHOLE)) total += pack(`${WHOLE}-${x}-${y}`, [...below(WHOLE, x, y, WHOLE + 1, DEEPEST)]);
console.log(`base map: ${(total / 1e6).toFixed(1)} MB in ${Object.keys(made).length} layers`);
