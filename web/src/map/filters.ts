// The filters with their counts. A count is what would be found with that value chosen as well.
import { aborted, ask, told } from '../common/api';
import { byId, clean, el, number, set, words } from '../common/dom';
import type { Facets, FacetValue, Near } from '../common/shapes';
import { SINGLE, filtered, FILTERS, type State } from './state';
import { PRECISIONS } from './types';

const SHOWN = 6;
const FACETS: [string, string, string][] = [
  ['type', 'type', 'Type'],
  ['party', 'party', 'Party'],
  ['speaker', 'speaker', 'Speaker'],
  ['publisher', 'publisher', 'Publisher'],
  ['country', 'country', 'Country'],
  ['precision', 'precision', 'Precision of place'],
  ['voices', 'min_voices', 'Voices of its incident'],
  ['status', 'status', 'Status'],
  ['review', 'review', 'Review'],
];
const SEARCHED = new Set(['party', 'speaker', 'publisher']);

export class Filters {
  #state: State;
  #tell: (message: string) => void;
  #running: AbortController | null = null;
  #open = new Set<string>();
  #starts = new Map<string, string>();
  #last: Facets | null = null;
  #counted: (facets: Facets) => void;
  #reached: ((near: Near | null, asked: boolean) => void) | null = null;
  #asked: boolean; // a place near which is wanted was asked for since the counts came, and no view beside it

  constructor(state: State, tell: (message: string) => void, counted: (facets: Facets) => void) {
    this.#state = state;
    this.#tell = tell;
    this.#counted = counted;
    this.#asked = state.get('near') !== null && state.get('z') === null;
    this.#build();
    state.listen((changed) => filtered(changed) && void this.refresh());
    void this.refresh();
  }

  /** Who is told which circle the counts are of, and whether it was asked for just now. */
  set reached(told: (near: Near | null, asked: boolean) => void) {
    this.#reached = told;
    this.#circle();
  }

  #circle(): void {
    if (!this.#reached || !this.#last) return;
    this.#reached(this.#last.near, this.#asked);
    this.#asked = false;
  }

  async refresh(): Promise<void> {
    this.#running?.abort();
    this.#running = new AbortController();
    this.#controls();
    try {
      const query = this.#state.filters();
      query.set('top', '40');
      const facets = await ask<Facets>('/facets', query, this.#running.signal);
      this.#last = facets;
      for (const [facet, parameter] of FACETS) this.#draw(facet, parameter, facets.facets[facet]?.values ?? [], facets.facets[facet]?.more ?? 0);
      this.#chips();
      this.#circle();
      this.#counted(facets);
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  #build(): void {
    const facets = byId('facets');
    for (const [facet, , title] of FACETS) {
      const wide = facet === 'type' || facet === 'party' || facet === 'publisher';
      const list = el('ul', { id: `facet-${facet}` });
      const search = el('input', { type: 'search', placeholder: `Find a ${title.toLowerCase()}`, 'aria-label': `Find a ${title.toLowerCase()}`, autocomplete: 'off' });
      search.addEventListener('input', () => void this.#search(facet, search.value.trim()));
      facets.append(el('details', { class: 'facet', open: wide }, el('summary', {}, title), SEARCHED.has(facet) && search, list));
    }
    const form = byId<HTMLFormElement>('filters');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const near = byId<HTMLInputElement>('around').value.trim() || null;
      this.#asked = near !== null && near !== this.#state.get('near');
      this.#state.set({ text: byId<HTMLInputElement>('text').value.trim() || null, near });
    });
    for (const id of ['text', 'around']) byId(id).addEventListener('change', () => form.requestSubmit());
    for (const name of ['exact', 'disputed']) {
      byId<HTMLInputElement>(name).addEventListener('change', (event) => this.#state.set({ [name]: (event.target as HTMLInputElement).checked ? 'true' : null }));
    }
    byId('clear').addEventListener('click', () => this.#clear());
  }

  #clear(): void {
    this.#state.set(Object.fromEntries(FILTERS.map((name) => [name, null])));
  }

  #controls(): void {
    byId<HTMLInputElement>('text').value = this.#state.get('text') ?? '';
    byId<HTMLInputElement>('around').value = this.#state.get('near') ?? '';
    for (const name of ['exact', 'disputed']) byId<HTMLInputElement>(name).checked = this.#state.get(name) === 'true';
  }

  async #search(facet: string, starts: string): Promise<void> {
    this.#starts.set(facet, starts);
    const query = this.#state.filters();
    query.set('facet', facet);
    query.set('top', '40');
    if (starts) query.set('starts', starts);
    try {
      const facets = await ask<Facets>('/facets', query);
      if (this.#starts.get(facet) !== starts) return;
      this.#draw(facet, facet, facets.facets[facet]?.values ?? [], facets.facets[facet]?.more ?? 0);
    } catch (error) {
      this.#tell(told(error));
    }
  }

  #draw(facet: string, parameter: string, values: FacetValue[], more: number): void {
    const list = byId(`facet-${facet}`);
    const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLInputElement).value : null;
    const chosen = this.#state.all(parameter);
    const rows = facet === 'voices' ? cumulative(values) : values;
    const known = new Set(rows.map((row) => row.value));
    const missing = chosen.filter((value) => !known.has(value)).map((value) => ({ value, name: value, count: 0 }));
    const all = [...missing, ...rows];
    const open = this.#open.has(facet);
    const visible = open ? all : all.filter((row, at) => at < SHOWN || chosen.includes(row.value));
    list.replaceChildren(...visible.map((row) => this.#row(facet, parameter, row, chosen.includes(row.value))));
    if (!all.length) list.append(el('li', { class: 'none' }, 'none'));
    if (all.length > SHOWN) {
      const button = el('button', { type: 'button', class: 'more', 'aria-expanded': String(open) }, open ? 'fewer' : `${number(all.length - visible.length + more)} more`);
      button.addEventListener('click', () => {
        if (open) this.#open.delete(facet);
        else this.#open.add(facet);
        this.#draw(facet, parameter, values, more);
        list.querySelector<HTMLElement>('button.more')?.focus();
      });
      list.append(el('li', {}, button));
    }
    if (focused !== null) [...list.querySelectorAll('input')].find((input) => input.value === focused)?.focus();
  }

  #row(facet: string, parameter: string, row: FacetValue, checked: boolean): HTMLElement {
    const single = SINGLE.has(parameter);
    const input = el('input', { type: single ? 'radio' : 'checkbox', name: parameter, value: row.value });
    input.checked = checked;
    input.addEventListener('click', () => {
      if (single && this.#state.get(parameter) === row.value) this.#state.set({ [parameter]: null });
    });
    input.addEventListener('change', () => {
      if (single) this.#state.set({ [parameter]: row.value });
      else this.#state.set({ [parameter]: input.checked ? [...this.#state.all(parameter), row.value] : this.#state.all(parameter).filter((one) => one !== row.value) });
    });
    return el('li', {}, el('label', {}, input, el('span', { class: facet === 'type' ? `type type-${row.value}` : 'value' }, el('bdi', {}, shown(facet, row))), el('span', { class: 'count' }, number(row.count))));
  }

  #chips(): void {
    const chips = byId('chips');
    const made: HTMLElement[] = [];
    for (const name of FILTERS) {
      for (const value of this.#state.all(name)) {
        const text = `${chipName(name)}${value === 'true' ? '' : `: ${this.#valueName(name, value)}`}`;
        const button = el('button', { type: 'button', class: 'chip', 'aria-label': `Take away ${text}` }, el('bdi', {}, clean(text)), el('span', { 'aria-hidden': 'true' }, '×'));
        button.addEventListener('click', () => {
          this.#state.set({ [name]: this.#state.all(name).filter((one) => one !== value) });
          byId('clear').focus();
        });
        made.push(button);
      }
    }
    set(byId('clear'), { disabled: !made.length });
    chips.replaceChildren(...made);
    chips.hidden = !made.length;
    byId('filters-count').textContent = made.length ? `(${made.length})` : '';
  }

  #valueName(parameter: string, value: string): string {
    if (parameter === 'near' && this.#last?.near) return circled(this.#last.near);
    const facet = parameter === 'min_voices' ? 'voices' : parameter;
    const row = this.#last?.facets[facet]?.values.find((one) => one.value === value);
    return shown(facet, row ?? { value, name: value, count: 0 });
  }
}

function chipName(parameter: string): string {
  const facet = FACETS.find(([, name]) => name === parameter);
  const names: Record<string, string> = { exact: 'exact places only', disputed: 'disputed', since: 'from', until: 'until', near: 'within', as_of: 'as of', text: 'words' };
  return names[parameter] ?? facet?.[2].toLowerCase() ?? words(parameter);
}

function circled({ lat, lon, km, name }: Near): string {
  return `${number(km)} km of ${name ?? `${lat.toFixed(3)}, ${lon.toFixed(3)}`}`;
}

function shown(facet: string, row: FacetValue): string {
  if (facet === 'precision') return PRECISIONS[row.value] ?? row.value;
  if (facet === 'voices') return row.value === '1' ? '1 or more' : `${row.value.replace('+', '')} or more`;
  return clean(facet === 'type' || facet === 'status' ? words(row.name) : row.name || row.value);
}

/** Of incidents with at least so many voices: each count with those above it. */
function cumulative(values: FacetValue[]): FacetValue[] {
  const sorted = [...values].sort((a, b) => parseInt(a.value, 10) - parseInt(b.value, 10));
  let sum = 0;
  return sorted
    .reverse()
    .map((row) => ({ value: row.value.replace('+', ''), name: row.name, count: (sum += row.count) }))
    .reverse();
}
