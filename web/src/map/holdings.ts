// Who is said to hold what on a day: by all voices together, or by the word of one.
//
// Nobody tells of lines on the ground, so that none are drawn: a place is a disc about its point, of one size on the
// screen until that is a few kilometres; filled in the colour of its holder, hatched where voices disagree, dashed while
// it was fought over.
import { aborted, ask, told } from '../common/api';
import { byId, clean, el, number } from '../common/dom';
import type { State } from './state';
import { NOBODY, SIDES } from './types';
import { theme } from '../common/base';

const KM = 4;
const AGAIN_MS = 1500;
const PIXELS = 17;
const CORNERS = 40;
const KM_A_PIXEL = 40_075 / 512; // at the equator, at zoom 0

interface Properties {
  party: string | null;
  party_name: string;
  disputed: boolean;
  contested: boolean;
}

interface Answer extends GeoJSON.FeatureCollection<GeoJSON.Point, Properties> {
  voices: { key: string; name: string; places: number }[];
  waiting: number; // places that are still being worked out
}

export class Holdings {
  #state: State;
  #tell: (message: string) => void;
  #drawn: (features: GeoJSON.FeatureCollection) => void;
  #zoom: () => number;
  #running: AbortController | null = null;
  #answer: Answer | null = null;
  #again = 0;

  constructor(state: State, tell: (message: string) => void, zoom: () => number, drawn: (features: GeoJSON.FeatureCollection) => void) {
    this.#state = state;
    this.#tell = tell;
    this.#drawn = drawn;
    this.#zoom = zoom;
    byId<HTMLInputElement>('on').addEventListener('change', (event) => {
      const input = event.target as HTMLInputElement;
      if (input.validity.valid) state.set({ on: input.value || null, by: input.value ? state.get('by') : null });
    });
    byId('hold').addEventListener('change', (event) => {
      const shown = (event.target as HTMLInputElement).checked;
      state.set({ on: shown ? (state.get('until') ?? byId('hold').dataset.last ?? today()) : null, by: null });
    });
    byId('by').addEventListener('change', (event) => state.set({ by: (event.target as HTMLSelectElement).value || null }));
    state.listen((changed) => {
      if (changed.has('until') && state.get('on') && state.get('until')) state.set({ on: state.get('until') }, false);
      else if (changed.has('on') || changed.has('by')) void this.refresh();
    });
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const [on, by] = [this.#state.get('on'), this.#state.get('by')];
    byId<HTMLInputElement>('hold').checked = Boolean(on);
    byId<HTMLInputElement>('on').value = on ?? '';
    byId('holding').hidden = !on;
    byId('legend-holdings').replaceChildren();
    this.#running?.abort();
    if (!on) {
      this.#answer = null;
      this.draw();
      return;
    }
    this.#running = new AbortController();
    try {
      const query = new URLSearchParams({ on });
      if (by) query.set('by', by);
      const answer = await ask<Answer>('/holdings', query, this.#running.signal);
      this.#answer = answer;
      this.#voices(answer.voices, by);
      this.#legend(answer);
      this.draw();
      clearTimeout(this.#again);
      if (answer.waiting) this.#again = window.setTimeout(() => void this.refresh(), AGAIN_MS);
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  /** Draws what is known at the zoom that the map has now. */
  draw(): void {
    const known = this.#answer?.features.filter((one) => one.geometry) ?? [];
    const sides = colours(known.map((one) => one.properties));
    const zoom = this.#zoom();
    this.#drawn({ type: 'FeatureCollection', features: known.map((one) => disc(one, zoom, sides)) });
  }

  #voices(voices: Answer['voices'], by: string | null): void {
    const select = byId<HTMLSelectElement>('by');
    const options = voices.map((voice) => el('option', { value: voice.key }, `${clean(voice.name)} (${number(voice.places)})`));
    if (by && !voices.some((voice) => voice.key === by)) options.unshift(el('option', { value: by }, clean(by)));
    select.replaceChildren(el('option', { value: '' }, 'all voices together'), ...options);
    select.value = by ?? '';
  }

  #legend(answer: Answer): void {
    const sides = new Map<string, { colour: string; count: number }>();
    const of = theme();
    const chosen = colours(answer.features.map((one) => one.properties));
    for (const { properties } of answer.features) {
      const side = chosen.get(holder(properties));
      const name = clean(properties.party_name) || 'nobody, as far as is said';
      const colour = side === undefined ? NOBODY[of] : (SIDES[of][side] ?? NOBODY[of]);
      const known = sides.get(name) ?? { colour, count: 0 };
      known.count += 1;
      sides.set(name, known);
    }
    const rows = [...sides].sort((a, b) => b[1].count - a[1].count).slice(0, 10);
    const made = rows.map(([name, { colour, count }]) => {
      const swatch = el('span', { class: 'swatch disc', 'aria-hidden': 'true' });
      swatch.style.setProperty('--swatch', colour);
      return el('li', {}, swatch, el('bdi', {}, name), el('span', { class: 'count' }, number(count)));
    });
    if (!made.length) made.push(el('li', { class: 'none' }, 'Nobody is said to hold a place on this day.'));
    byId('legend-holdings').replaceChildren(...made);
  }
}

function holder({ party, party_name }: Properties): string {
  return party ?? party_name;
}

/** A colour for each holder, as far as there are colours: its own where no other of the day has it. */
function colours(known: Properties[]): Map<string, number> {
  const most = SIDES.light.length;
  const found = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(known.map(holder))].filter(Boolean).sort()) {
    let at = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % most;
    while (taken.has(at) && taken.size < most) at = (at + 1) % most;
    taken.add(at);
    found.set(name, at);
  }
  return found;
}

function disc(feature: GeoJSON.Feature<GeoJSON.Point, Properties>, zoom: number, sides: Map<string, number>): GeoJSON.Feature {
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  const flat = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const north = Math.max(KM, (PIXELS * KM_A_PIXEL * flat) / 2 ** zoom) / 111.32;
  const ring = Array.from({ length: CORNERS + 1 }, (_, at) => {
    const turn = ((at % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lon + (north / flat) * Math.cos(turn), lat + north * Math.sin(turn)];
  });
  const { disputed, contested } = feature.properties;
  return { type: 'Feature', properties: { disputed, contested, side: sides.get(holder(feature.properties)) ?? -1 }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
