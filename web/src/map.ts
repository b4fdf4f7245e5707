// The map page: filters, map, time and list, each of which shows the one state that its address holds.
import { AttributionControl, Map, NavigationControl, ScaleControl, type GeoJSONSource, type LngLatBoundsLike, type MapGeoJSONFeature, type VectorTileSource } from 'maplibre-gl';
import { ask, path, told } from './common/api';
import { CREDIT, prepare, theme } from './common/base';
import { byId, calm, clean, el, number, plural, settled, words } from './common/dom';
import type { Facets, Item, Page } from './common/shapes';
import { Filters } from './map/filters';
import { Holdings } from './map/holdings';
import { hatch, nothing, style, tiles, type Drawn } from './map/layers';
import { List } from './map/list';
import { Panel } from './map/panel';
import { filtered, State } from './map/state';
import { Timeline } from './map/timeline';
import { FAMILIES } from './map/types';

const LAYERS = ['claims', 'claims-vague'];
const state = new State();
const drawn: Drawn = { filters: state.filters(), holdings: nothing(), selected: nothing() };

function tell(message: string): void {
  byId('told').textContent = message;
  byId('told').hidden = !message;
}

function counted(facets: Facets): void {
  tell('');
  byId('counts').textContent = `${plural(facets.total, 'claim')} · ${plural(facets.incidents, 'incident')}`;
  byId('unplaced').textContent = facets.unplaced ? `${number(facets.unplaced)} without a place on the map` : '';
}

function view(): { center: [number, number]; zoom: number } | null {
  const [lat, lon, zoom] = ['lat', 'lon', 'z'].map((name) => Number(state.get(name) ?? Number.NaN));
  if (lat === undefined || lon === undefined || zoom === undefined || ![lat, lon, zoom].every(Number.isFinite)) return null;
  return { center: [Math.max(-180, Math.min(180, lon)), Math.max(-85, Math.min(85, lat))], zoom: Math.max(0, Math.min(16, zoom)) };
}

/** The part of the world of which most is told, from the newest claims; null where none has a place. */
async function extent(): Promise<LngLatBoundsLike | null> {
  const query = state.filters();
  query.set('limit', '300');
  const page = await ask<Page<Item>>('/claims', query);
  const points = page.items.flatMap(({ claim }) => claim.places.filter((place) => place.lat !== null && place.precision <= 4).map((place) => [place.lon ?? 0, place.lat ?? 0] as const));
  if (!points.length) return null;
  const cut = Math.floor(points.length * 0.03);
  const [lons, lats] = [0, 1].map((axis) => points.map((point) => point[axis as 0 | 1]).sort((a, b) => a - b)) as [number[], number[]];
  const last = points.length - 1 - cut;
  return [[lons[cut] ?? 0, lats[cut] ?? 0], [lons[last] ?? 0, lats[last] ?? 0]];
}

function makeMap(bounds: LngLatBoundsLike | null): Map {
  prepare();
  const given = view();
  const map = new Map({
    container: 'map',
    style: style(theme(), drawn),
    center: given?.center ?? [38, 30],
    zoom: given?.zoom ?? 1.6,
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 60, maxZoom: 9 } } : {}),
    maxZoom: 16,
    minZoom: 0.6,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: calm.matches ? 0 : 150,
    reduceMotion: calm.matches,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({}), 'bottom-left');
  map.addControl(new AttributionControl({ compact: true, customAttribution: CREDIT }), 'bottom-right');
  const canvas = map.getCanvas();
  canvas.setAttribute('aria-label', 'Map of what is told. Arrow keys move it, plus and minus zoom; the list beside it holds the same claims.');
  map.setMissingStyleImageResolver((id) => {
    const image = id.startsWith('hatch-') ? hatch(id) : null;
    if (image && !map.hasImage(id)) map.addImage(id, image);
  });
  return map;
}

function select(id: string): void {
  state.set({ selected: id });
}

function open(map: Map, feature: MapGeoJSONFeature): void {
  const { properties } = feature;
  if (properties.points > 1 && typeof properties.bbox === 'string') {
    const [west = 0, south = 0, east = 0, north = 0] = properties.bbox.split(',').map(Number);
    map.fitBounds([[west, south], [east, north]], { padding: 80, maxZoom: Math.max(14, map.getZoom() + 1) });
  } else if (properties.claim || properties.incident) {
    select(properties.claim ?? properties.incident);
  } else if (feature.geometry.type === 'Point') {
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    state.set({ near: `${lat.toFixed(4)},${lon.toFixed(4)},1`, vague: properties.vague ? 'true' : null });
  }
}

function hint(map: Map): void {
  const tip = byId('tip');
  for (const layer of LAYERS) {
    map.on('mousemove', layer, (event) => {
      const feature = event.features?.[0];
      if (!feature) return;
      map.getCanvas().classList.add('over');
      const { name, count, type, types, disputed, vague } = feature.properties;
      const what = types > 1 ? plural(types, 'type') : words(String(type));
      tip.replaceChildren(el('strong', {}, clean(name ?? plural(feature.properties.points, 'place'))), ` ${plural(count, 'claim')}, ${what}${disputed ? ', disputed' : ''}${vague ? ' (somewhere in it)' : ''}`);
      tip.hidden = false;
      tip.style.translate = `${event.point.x + 12}px ${event.point.y + 12}px`;
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().classList.remove('over');
      tip.hidden = true;
    });
  }
}

function legend(): void {
  const rows = FAMILIES.map((family) => el('li', {}, el('span', { class: `swatch type-${family.types[0]}`, 'aria-hidden': 'true' }), family.name));
  rows.push(el('li', {}, el('span', { class: 'swatch ring', 'aria-hidden': 'true' }), 'somewhere in a province or country'));
  byId('legend-types').replaceChildren(...rows);
}

/** The files to take along are those of the filter. */
function downloads(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.download')) {
    const query = state.filters();
    query.set('format', link.dataset.format ?? 'csv');
    link.href = path('/download', query);
  }
}

function sheets(): void {
  const button = byId('filters-toggle');
  const show = (open: boolean) => {
    byId('filters').classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
    (open ? byId('text') : button).focus();
  };
  button.addEventListener('click', () => show(!byId('filters').classList.contains('open')));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && byId('filters').classList.contains('open')) show(false);
  });
}

async function start(): Promise<void> {
  legend();
  sheets();
  downloads();
  new Filters(state, tell, counted);
  new Timeline(state, tell);
  const map = makeMap(view() ? null : await extent());
  Object.assign(window, { reportedlyMap: map });
  const source = <Kind>(name: string) => map.getSource(name) as Kind | undefined;
  const list = new List(state, {
    tell,
    select,
    extent: () => {
      const bounds = map.getBounds();
      if (bounds.getEast() - bounds.getWest() >= 360) return null;
      const west = ((((bounds.getWest() + 180) % 360) + 360) % 360) - 180;
      const east = ((((bounds.getEast() + 180) % 360) + 360) % 360) - 180;
      return [west, bounds.getSouth(), east, bounds.getNorth()].map((value) => value.toFixed(3)).join(',');
    },
  });
  const holdings = new Holdings(state, tell, () => map.getZoom(), (features) => {
    drawn.holdings = features;
    source<GeoJSONSource>('holdings')?.setData(features);
  });
  new Panel(state, tell, (at, precision, move) => {
    drawn.selected = at ? { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { precision }, geometry: { type: 'Point', coordinates: at } }] } : nothing();
    source<GeoJSONSource>('selected')?.setData(drawn.selected);
    if (at && move && !map.getBounds().contains(at)) map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 6) });
  });
  state.listen((changed) => {
    if (!filtered(changed)) return;
    drawn.filters = state.filters();
    downloads();
    // A claim that tells of a town may tell of a province as well: of exact places only, no ring is drawn.
    if (changed.has('exact')) map.setStyle(style(theme(), drawn), { diff: true });
    else source<VectorTileSource>('claims')?.setTiles(tiles(drawn.filters));
  });
  addEventListener('theme', () => map.setStyle(style(theme(), drawn), { diff: true }));
  const keep = settled(() => {
    const centre = map.getCenter().wrap();
    state.set({ z: map.getZoom().toFixed(2), lat: centre.lat.toFixed(4), lon: centre.lng.toFixed(4) }, false);
    list.moved();
  }, 120);
  map.on('load', () => map.on('moveend', keep));
  map.on('zoomend', () => holdings.draw());
  map.on('click', (event) => {
    const [feature] = map.queryRenderedFeatures(event.point, { layers: LAYERS.filter((layer) => map.getLayer(layer)) });
    if (feature) open(map, feature);
  });
  hint(map);
  void list.refresh();
}

start().catch((error: unknown) => tell(told(error)));
