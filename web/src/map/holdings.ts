// Who is said to hold what on a day: by all voices together, or by the word of one.
//
// Nobody tells of lines on the ground, so that none are drawn: a place is a disc of a few kilometres about its point,
// filled in the colour of its holder, hatched where voices disagree, dashed while it was fought over.
import { aborted, ask, told } from '../common/api';
import { byId, clean, el, number } from '../common/dom';
import type { State } from './state';
import { NOBODY, SIDES } from './types';
import { theme } from '../common/base';

const KM = 4;
const CORNERS = 40;

interface Properties {
  party: string | null;
  party_name: string;
  side: number | null;
  disputed: boolean;
  contested: boolean;
}

interface Answer extends GeoJSON.FeatureCollection<GeoJSON.Point, Properties> {
  voices?: { key: string; name: string; count?: number }[];
}

export class Holdings {
  #state: State;
  #tell: (message: string) => void;
  #drawn: (features: GeoJSON.FeatureCollection) => void;
  #running: AbortController | null = null;

  constructor(state: State, tell: (message: string) => void, drawn: (features: GeoJSON.FeatureCollection) => void) {
    this.#state = state;
    this.#tell = tell;
    this.#drawn = drawn;
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
      this.#drawn({ type: 'FeatureCollection', features: [] });
      return;
    }
    this.#running = new AbortController();
    try {
      const query = new URLSearchParams({ on });
      if (by) query.set('by', by);
      const answer = await ask<Answer>('/holdings', query, this.#running.signal);
      this.#voices(answer.voices ?? [], by);
      this.#legend(answer);
      this.#drawn({ type: 'FeatureCollection', features: answer.features.filter((one) => one.geometry).map(disc) });
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  #voices(voices: { key: string; name: string; count?: number }[], by: string | null): void {
    const select = byId<HTMLSelectElement>('by');
    const options = voices.map((voice) => el('option', { value: voice.key }, clean(voice.name)));
    if (by && !voices.some((voice) => voice.key === by)) options.unshift(el('option', { value: by }, clean(by)));
    select.replaceChildren(el('option', { value: '' }, 'all voices together'), ...options);
    select.value = by ?? '';
  }

  #legend(answer: Answer): void {
    const sides = new Map<string, { colour: string; count: number }>();
    const of = theme();
    for (const { properties } of answer.features) {
      const name = properties.party === null ? 'nobody, as far as is said' : clean(properties.party_name);
      const colour = properties.party === null || properties.side === null ? NOBODY[of] : (SIDES[of][properties.side % SIDES[of].length] ?? NOBODY[of]);
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

function disc(feature: GeoJSON.Feature<GeoJSON.Point, Properties>): GeoJSON.Feature {
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  const north = KM / 111.32;
  const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: CORNERS + 1 }, (_, at) => {
    const turn = ((at % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)];
  });
  return { type: 'Feature', properties: { ...feature.properties, side: feature.properties.side ?? 0 }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
