// Who is said to hold what on a day: by all voices together, by the word of one, or by two beside each other.
//
// Nobody tells of lines on the ground, so that none are drawn: a place is a disc about its point, of one size on the
// screen until that is a few kilometres; filled in the colour of its holder, hatched where voices disagree, dashed while
// it was fought over. Of a province, which is somewhere about its middle, the disc is wide and pale.
import { aborted, ask, told } from '../common/api';
import { theme } from '../common/base';
import { byId, clean, el, number, plural } from '../common/dom';
import { circle, KM_A_PIXEL } from './ground';
import type { State } from './state';
import { NOBODY, SIDES } from './types';

const TOGETHER = 'all'; // in the address, beside another word: all voices together
const KM = 4;
const AGAIN_MS = 1500;
const PIXELS = 17;
const WIDE = 2; // times as wide is the disc of what is an area
const LISTED = 10;

export interface HeldProperties {
  place: string;
  part: string;
  name: string;
  precision: number;
  party: string | null;
  party_name: string;
  also: string[]; // allies and others of the same hand
  allies?: string; // the same in words, on the map
  since: { earliest: string | null; latest: string | null };
  last_said: string | null;
  disputed: boolean;
  contested: boolean;
  besieged: boolean;
  claims: string[];
  more_claims: number;
}

type Feature = GeoJSON.Feature<GeoJSON.Point, HeldProperties>;

export interface HoldingsAnswer extends GeoJSON.FeatureCollection<GeoJSON.Point, HeldProperties> {
  voices: { key: string; name: string; places: number }[];
  waiting: number; // places that are still being worked out
}

/** What was asked of whom: the answers by one word or by two, as they are drawn. */
type Drawing = (one: GeoJSON.FeatureCollection, other: GeoJSON.FeatureCollection | null) => void;

export class Holdings {
  #state: State;
  #tell: (message: string) => void;
  #drawn: Drawing;
  #zoom: () => number;
  #running: AbortController | null = null;
  #answers: HoldingsAnswer[] = [];
  #again = 0;

  constructor(state: State, tell: (message: string) => void, zoom: () => number, drawn: Drawing) {
    this.#state = state;
    this.#tell = tell;
    this.#drawn = drawn;
    this.#zoom = zoom;
    byId<HTMLInputElement>('on').addEventListener('change', (event) => {
      const input = event.target as HTMLInputElement;
      if (input.validity.valid) state.set(input.value ? { on: input.value } : { on: null, by: null, beside: null });
    });
    byId('hold').addEventListener('change', (event) => {
      const shown = (event.target as HTMLInputElement).checked;
      state.set({ on: shown ? (state.get('until') ?? byId('hold').dataset.last ?? today()) : null, by: null, beside: null });
    });
    for (const name of ['by', 'beside']) byId(name).addEventListener('change', (event) => state.set({ [name]: (event.target as HTMLSelectElement).value || null }));
    state.listen((changed) => {
      if (changed.has('until') && state.get('on') && state.get('until')) state.set({ on: state.get('until') }, false);
      else if (['on', 'by', 'beside'].some((name) => changed.has(name))) void this.refresh();
    });
    addEventListener('theme', () => this.#legend());
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const [on, by, beside] = ['on', 'by', 'beside'].map((name) => this.#state.get(name));
    byId<HTMLInputElement>('hold').checked = Boolean(on);
    byId<HTMLInputElement>('on').value = on ?? '';
    byId('holding').hidden = !on;
    this.#running?.abort();
    clearTimeout(this.#again);
    if (!on) {
      this.#show([]);
      return;
    }
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      const words = [by ?? null, ...(beside ? [beside === TOGETHER ? null : beside] : [])];
      const answers = await Promise.all(words.map((word) => holdings(on, word, signal)));
      this.#voices('by', answers[0]?.voices ?? [], by, [['', 'all voices together']]);
      this.#voices('beside', answers[0]?.voices ?? [], beside, [['', 'nobody else'], [TOGETHER, 'all voices together']]);
      this.#show(answers);
      if (answers[0]?.waiting) this.#again = window.setTimeout(() => void this.refresh(), AGAIN_MS);
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  /** Draws what is known at the zoom that the map has now. */
  draw(): void {
    const known = this.#answers.map((answer) => answer.features.filter((one) => one.geometry));
    const sides = colours(known.flat().map((one) => one.properties));
    const apart = differing(known);
    const zoom = this.#zoom();
    const [one, other] = known.map((features) => collected(features.map((feature) => disc(feature, zoom, sides, apart))));
    this.#drawn(one ?? collected([]), other ?? null);
  }

  #show(answers: HoldingsAnswer[]): void {
    this.#answers = answers;
    this.#legend();
    this.#compare();
    this.draw();
  }

  #voices(id: string, voices: HoldingsAnswer['voices'], chosen: string | null | undefined, first: [string, string][]): void {
    const select = byId<HTMLSelectElement>(id);
    const options = voices.map((voice) => el('option', { value: voice.key }, `${clean(voice.name)} (${number(voice.places)})`));
    const known = [...first.map(([value]) => value), ...voices.map((voice) => voice.key)];
    if (chosen && !known.includes(chosen)) options.unshift(el('option', { value: chosen }, clean(chosen)));
    select.replaceChildren(...first.map(([value, text]) => el('option', { value }, text)), ...options);
    select.value = chosen ?? '';
  }

  /** Of two words: how many places both speak of, and of how many they name other holders. */
  #compare(): void {
    const line = byId('compared');
    line.hidden = this.#answers.length < 2;
    if (line.hidden) return;
    const [one, other] = this.#answers.map((answer) => holders(answer.features)) as [Map<string, Set<string>>, Map<string, Set<string>>];
    const both = [...one.keys()].filter((place) => other.has(place)).length;
    const apart = differing(this.#answers.map((answer) => answer.features)).size;
    line.textContent = both ? `Both speak of ${plural(both, 'place')}, of ${apart ? `${number(apart)} differently (bold)` : 'none differently'}.` : 'They speak of no place that is the same.';
  }

  #legend(): void {
    const list = byId('legend-holdings');
    if (!this.#answers.length) {
      list.replaceChildren();
      return;
    }
    const of = theme();
    const chosen = colours(this.#answers.flatMap((answer) => answer.features.map((one) => one.properties)));
    const sides = new Map<string, { colour: string; counts: number[] }>();
    this.#answers.forEach((answer, at) => {
      for (const { properties } of answer.features) {
        const side = chosen.get(holderOf(properties));
        const name = clean(properties.party_name) || 'nobody, as far as is said';
        const colour = side === undefined ? NOBODY[of] : (SIDES[of][side] ?? NOBODY[of]);
        const known = sides.get(name) ?? { colour, counts: this.#answers.map(() => 0) };
        known.counts[at] = (known.counts[at] ?? 0) + 1;
        sides.set(name, known);
      }
    });
    const sum = (counts: number[]) => counts.reduce((all, one) => all + one, 0);
    const made = [...sides].sort((a, b) => sum(b[1].counts) - sum(a[1].counts)).slice(0, LISTED).map(([name, { colour, counts }]) => {
      const swatch = el('span', { class: 'swatch disc', 'aria-hidden': 'true' });
      swatch.style.setProperty('--swatch', colour);
      return el('li', {}, swatch, el('bdi', {}, name), el('span', { class: 'count' }, counts.map(number).join(' | ')));
    });
    if (!made.length) made.push(el('li', { class: 'none' }, 'Nobody is said to hold a place on this day.'));
    list.replaceChildren(...made);
  }
}

/** Who is said to hold what on a day, by all together or by the word of one. */
export function holdings(on: string, by: string | null, signal?: AbortSignal): Promise<HoldingsAnswer> {
  const query = new URLSearchParams({ on });
  if (by) query.set('by', by);
  return ask<HoldingsAnswer>('/holdings', query, signal);
}

export function holderOf({ party, party_name }: Pick<HeldProperties, 'party' | 'party_name'>): string {
  return party ?? party_name;
}

function placeOf({ place, part }: HeldProperties): string {
  return `${place}\0${part}`;
}

function holders(features: Feature[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { properties } of features) found.set(placeOf(properties), (found.get(placeOf(properties)) ?? new Set()).add(holderOf(properties)));
  return found;
}

/** The places of which two words name holders that have none in common. */
function differing([one, other]: Feature[][]): Set<string> {
  if (!one || !other) return new Set();
  const [known, against] = [holders(one), holders(other)];
  return new Set([...known].filter(([place, names]) => against.has(place) && [...names].every((name) => !against.get(place)?.has(name))).map(([place]) => place));
}

/** A colour for each holder, as far as there are colours: its own where no other of the day has it. */
function colours(known: HeldProperties[]): Map<string, number> {
  const most = SIDES.light.length;
  const found = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(known.map(holderOf))].filter(Boolean).sort()) {
    let at = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % most;
    while (taken.has(at) && taken.size < most) at = (at + 1) % most;
    taken.add(at);
    found.set(name, at);
  }
  return found;
}

function disc(feature: Feature, zoom: number, sides: Map<string, number>, apart: Set<string>): GeoJSON.Feature {
  const { properties } = feature;
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  const vague = properties.precision > 2;
  const flat = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const km = Math.max(KM, (PIXELS * KM_A_PIXEL * flat) / 2 ** zoom) * (vague ? WIDE : 1);
  const drawn = { ...properties, allies: properties.also.join(', '), vague, differs: apart.has(placeOf(properties)), side: sides.get(holderOf(properties)) ?? -1 };
  return { type: 'Feature', properties: drawn, geometry: circle(lon, lat, km) };
}

function collected(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
