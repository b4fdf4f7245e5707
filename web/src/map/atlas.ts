// The map, and where holdings by two voices are compared a second one beside it that moves in step: the same part of the
// world, the same claims, another word on who holds what.
import { AttributionControl, Map, NavigationControl, ScaleControl, type GeoJSONSource, type LngLatBoundsLike, type MapGeoJSONFeature, type VectorTileSource } from 'maplibre-gl';
import { CREDIT, prepare, theme } from '../common/base';
import { byId, calm, clean, el, plural, words } from '../common/dom';
import type { HeldProperties } from './holdings';
import { hatch, nothing, some, style, tiles, type Drawn } from './layers';

export const CIRCLES = ['claims', 'claims-vague'];
export const DISCS = ['holdings-fill', 'holdings-disputed', 'holdings-vague'];
const FIRST = 'Map of what is told. Arrow keys move it, plus and minus zoom; the list beside it holds the same claims.';
const SECOND = 'The same part of the world by another word on who holds what. It moves in step with the first map.';

export interface View {
  center: [number, number];
  zoom: number;
}

export class Atlas {
  readonly first: Map;
  #second: Map | null = null;
  #ready = new WeakSet<Map>(); // those that have read their style, which can be changed from then on
  #drawn: Omit<Drawn, 'holdings'>;
  #holdings: [GeoJSON.FeatureCollection, GeoJSON.FeatureCollection] = [nothing(), nothing()];
  #open: (map: Map, feature: MapGeoJSONFeature) => void;

  constructor(filters: URLSearchParams, view: View | null, bounds: LngLatBoundsLike | null, open: (map: Map, feature: MapGeoJSONFeature) => void) {
    prepare();
    this.#drawn = { filters, selected: nothing(), near: nothing() };
    this.#open = open;
    this.first = this.#make('map', FIRST, view ?? { center: [38, 30], zoom: 1.6 }, bounds);
    this.first.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.first.addControl(new ScaleControl({}), 'bottom-left');
    this.first.addControl(new AttributionControl({ compact: true, customAttribution: CREDIT }), 'bottom-right');
    addEventListener('theme', () => this.#restyle());
    Object.assign(window, { reportedlyMap: this.first });
  }

  filter(filters: URLSearchParams, anew: boolean): void {
    this.#drawn.filters = filters;
    // A claim that tells of a town may tell of a province as well: of exact places only, no ring is drawn.
    if (anew) this.#restyle();
    else for (const map of this.#maps()) map.getSource<VectorTileSource>('claims')?.setTiles(tiles(filters));
  }

  select(chosen: GeoJSON.FeatureCollection): void {
    this.#put('selected', chosen);
  }

  near(circle: GeoJSON.FeatureCollection): void {
    this.#put('near', circle);
  }

  #put(name: 'selected' | 'near', data: GeoJSON.FeatureCollection): void {
    const anew = some(data) !== some(this.#drawn[name]);
    this.#drawn[name] = data;
    if (anew) this.#restyle();
    else if (some(data)) for (const map of this.#maps()) map.getSource<GeoJSONSource>(name)?.setData(data);
  }

  /** Draws holdings by one word, or by two beside each other. */
  holdings(one: GeoJSON.FeatureCollection, other: GeoJSON.FeatureCollection | null): void {
    const before = this.#holdings.map(some);
    this.#holdings = [one, other ?? nothing()];
    if (other && !this.#second) this.#split();
    else if (!other && this.#second) this.#join();
    if (this.#holdings.some((drawn, at) => some(drawn) !== before[at])) this.#restyle();
    else this.#maps().forEach((map, at) => map.getSource<GeoJSONSource>('holdings')?.setData(this.#holdings[at] ?? nothing()));
  }

  #maps(): Map[] {
    return this.#second ? [this.first, this.#second] : [this.first];
  }

  #style(at: number) {
    return style(theme(), { ...this.#drawn, holdings: this.#holdings[at] ?? nothing() });
  }

  #restyle(): void {
    this.#maps().forEach((map, at) => this.#ready.has(map) && map.setStyle(this.#style(at), { diff: true }));
  }

  #split(): void {
    byId('map-beside').hidden = false;
    byId('stage').classList.add('split');
    this.first.resize();
    this.#second = this.#make('map-beside', SECOND, { center: this.first.getCenter().toArray(), zoom: this.first.getZoom() }, null);
    inStep(this.first, this.#second);
    Object.assign(window, { reportedlyBeside: this.#second });
  }

  #join(): void {
    this.#second?.remove();
    this.#second = null;
    byId('map-beside').hidden = true;
    byId('stage').classList.remove('split');
    this.first.resize();
    Object.assign(window, { reportedlyBeside: null });
  }

  #make(container: string, label: string, view: View, bounds: LngLatBoundsLike | null): Map {
    const map = new Map({
      container,
      style: this.#style(container === 'map' ? 0 : 1),
      ...view,
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
    map.once('style.load', () => {
      this.#ready.add(map);
      this.#restyle(); // what came in since the map was made
    });
    map.getCanvas().setAttribute('aria-label', label);
    map.setMissingStyleImageResolver((id) => {
      const image = id.startsWith('hatch-') ? hatch(id) : null;
      if (image && !map.hasImage(id)) map.addImage(id, image);
    });
    hint(map);
    map.on('click', (event) => {
      const found = (layers: string[]) => map.queryRenderedFeatures(event.point, { layers: layers.filter((layer) => map.getLayer(layer)) })[0];
      const feature = found(CIRCLES) ?? found(DISCS);
      if (feature) this.#open(map, feature);
    });
    return map;
  }
}

/** Whichever of two maps is moved, the other goes along. */
function inStep(one: Map, other: Map): void {
  let leading = false;
  const follow = (from: Map, to: Map) =>
    from.on('move', () => {
      if (leading) return;
      leading = true;
      to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() });
      leading = false;
    });
  const ahead = follow(one, other);
  follow(other, one);
  other.on('remove', () => ahead.unsubscribe());
}

function hint(map: Map): void {
  const tip = byId('tip');
  const box = map.getContainer();
  for (const layer of [...DISCS, ...CIRCLES]) {
    map.on('mousemove', layer, (event) => {
      const feature = event.features?.[0];
      if (!feature) return;
      if (DISCS.includes(layer) && map.queryRenderedFeatures(event.point, { layers: CIRCLES.filter((one) => map.getLayer(one)) }).length) return;
      map.getCanvas().classList.add('over');
      tip.replaceChildren(...(DISCS.includes(layer) ? holding(feature.properties as HeldProperties) : circled(feature.properties)));
      tip.hidden = false;
      tip.style.translate = `${event.point.x + box.offsetLeft + 12}px ${event.point.y + box.offsetTop + 12}px`;
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().classList.remove('over');
      tip.hidden = true;
    });
  }
}

function circled({ name, points, count, type, types, disputed, vague }: MapGeoJSONFeature['properties']): (Node | string)[] {
  const what = types > 1 ? plural(types, 'type') : words(String(type));
  return [el('strong', {}, clean(name ?? plural(points, 'place'))), ` ${plural(count, 'claim')}, ${what}${disputed ? ', disputed' : ''}${vague ? ' (somewhere in it)' : ''}`];
}

function holding(held: HeldProperties): (Node | string)[] {
  const notes = [held.disputed && 'disputed', held.contested && 'fought over', held.besieged && 'besieged', held.last_said && `last said ${held.last_said}`].filter(Boolean);
  return [el('strong', {}, clean(held.part || held.name)), ` held by ${clean(held.party_name) || 'nobody'}${held.allies ? ` with ${clean(held.allies)}` : ''}, it is said`, notes.length ? `; ${notes.join(', ')}` : ''];
}
