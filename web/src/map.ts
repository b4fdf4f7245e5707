// The map page: filters, map, time and list, each of which shows the one state that its address holds.
import type { LngLatBoundsLike, Map, MapGeoJSONFeature } from 'maplibre-gl';
import { path, told } from './common/api';
import { byId, el, number, plural, settled } from './common/dom';
import type { Facets, Near } from './common/shapes';
import { Atlas, type View } from './map/atlas';
import { Filters } from './map/filters';
import { about, circle } from './map/ground';
import { Holdings } from './map/holdings';
import { nothing } from './map/layers';
import { List } from './map/list';
import { Panel } from './map/panel';
import { filtered, State } from './map/state';
import { Timeline } from './map/timeline';
import { FAMILIES } from './map/types';

const state = new State();

function tell(message: string): void {
  byId('told').textContent = message;
  byId('told').hidden = !message;
}

function counted(facets: Facets): void {
  tell('');
  byId('counts').textContent = `${plural(facets.total, 'claim')} · ${plural(facets.incidents, 'incident')}`;
  byId('unplaced').textContent = facets.unplaced ? `${number(facets.unplaced)} without a place on the map` : '';
}

function view(): View | null {
  const [lat, lon, zoom] = ['lat', 'lon', 'z'].map((name) => Number(state.get(name) ?? Number.NaN));
  if (lat === undefined || lon === undefined || zoom === undefined || ![lat, lon, zoom].every(Number.isFinite)) return null;
  return { center: [Math.max(-180, Math.min(180, lon)), Math.max(-85, Math.min(85, lat))], zoom: Math.max(0, Math.min(16, zoom)) };
}

/** The part of the world that the page says most is told of; null where nothing has a place. */
function extent(): LngLatBoundsLike | null {
  const [west, south, east, north] = (byId('map').dataset.extent ?? '').split(',').map(Number);
  return west === undefined || south === undefined || east === undefined || north === undefined ? null : [[west, south], [east, north]];
}

function select(id: string): void {
  state.set({ selected: id });
}

function open(map: Map, feature: MapGeoJSONFeature): void {
  const { properties } = feature;
  if (feature.source === 'holdings') select(`place:${properties.place}`);
  else if (properties.points > 1 && typeof properties.bbox === 'string') {
    const [west = 0, south = 0, east = 0, north = 0] = properties.bbox.split(',').map(Number);
    map.fitBounds([[west, south], [east, north]], { padding: 80, maxZoom: Math.max(14, map.getZoom() + 1) });
  } else if (properties.claim || properties.incident) {
    select(properties.claim ?? properties.incident);
  } else if (feature.geometry.type === 'Point') {
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    state.set({ near: `${lat.toFixed(4)},${lon.toFixed(4)},1`, vague: properties.vague ? 'true' : null });
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

/** Draws how far "near" reaches, and where it was asked for on this page goes there. */
function reach(atlas: Atlas): (near: Near | null, asked: boolean) => void {
  return (near, asked) => {
    atlas.near(near ? { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: circle(near.lon, near.lat, near.km) }] } : nothing());
    if (near && asked) atlas.first.fitBounds(about(near.lon, near.lat, near.km), { padding: 40, maxZoom: 13 });
  };
}

function start(): void {
  legend();
  sheets();
  downloads();
  const filters = new Filters(state, tell, counted);
  new Timeline(state, tell);
  const atlas = new Atlas(state.filters(), view(), view() ? null : extent(), open);
  const map = atlas.first;
  filters.reached = reach(atlas);
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
  const holdings = new Holdings(state, tell, () => map.getZoom(), (one, other) => atlas.holdings(one, other));
  new Panel(state, tell, (at, precision, move) => {
    atlas.select(at ? { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { precision }, geometry: { type: 'Point', coordinates: at } }] } : nothing());
    if (at && move && !map.getBounds().contains(at)) map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 6) });
  });
  state.listen((changed) => {
    if (!filtered(changed)) return;
    downloads();
    atlas.filter(state.filters(), changed.has('exact'));
  });
  const keep = settled(() => {
    const centre = map.getCenter().wrap();
    state.set({ z: map.getZoom().toFixed(2), lat: centre.lat.toFixed(4), lon: centre.lng.toFixed(4) }, false);
    list.moved();
  }, 120);
  map.on('load', () => map.on('moveend', keep));
  map.on('zoomend', () => holdings.draw());
  void list.refresh();
}

try {
  start();
} catch (error) {
  tell(told(error));
}
