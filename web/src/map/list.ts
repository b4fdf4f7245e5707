// What is told, beside the map: claims, or the incidents that they tell of, of what the map shows.
import { aborted, ask, told } from '../common/api';
import { claim } from '../common/claim';
import { byId, clean, disputed, el, plural, set, settled, voices, words } from '../common/dom';
import type { Item, Page, Summary } from '../common/shapes';
import { filtered, type State } from './state';

const SORTS: Record<string, [string, string][]> = {
  claims: [['-read', 'newest read first'], ['-date', 'latest day first'], ['date', 'earliest day first']],
  incidents: [['-date', 'latest day first'], ['date', 'earliest day first'], ['-voices', 'most voices first'], ['-claims', 'most claims first']],
};

export class List {
  #state: State;
  #tell: (message: string) => void;
  #extent: () => string | null;
  #select: (id: string) => void;
  #next: string | null = null;
  #running: AbortController | null = null;
  #soon = settled(() => void this.refresh(), 160);

  constructor(state: State, parts: { tell: (message: string) => void; extent: () => string | null; select: (id: string) => void }) {
    this.#state = state;
    this.#tell = parts.tell;
    this.#extent = parts.extent;
    this.#select = parts.select;
    for (const tab of document.querySelectorAll<HTMLButtonElement>('#list [data-list]')) {
      tab.addEventListener('click', () => state.set({ list: tab.dataset.list === 'claims' ? null : (tab.dataset.list ?? null), sort: null }));
    }
    byId('sort').addEventListener('change', (event) => state.set({ sort: (event.target as HTMLSelectElement).value }));
    byId('within').addEventListener('change', (event) => state.set({ within: (event.target as HTMLInputElement).checked ? null : 'world' }));
    byId('more').addEventListener('click', () => void this.#load(true));
    state.listen((changed) => {
      if (filtered(changed) || ['list', 'sort', 'within'].some((name) => changed.has(name))) this.#soon();
    });
  }

  moved(): void {
    if (this.#state.get('within') !== 'world') this.#soon();
  }

  async refresh(): Promise<void> {
    this.#next = null;
    this.#controls();
    await this.#load(false);
  }

  get #kind(): 'claims' | 'incidents' {
    return this.#state.get('list') === 'incidents' ? 'incidents' : 'claims';
  }

  #controls(): void {
    const sorts = SORTS[this.#kind] ?? [];
    const sort = byId<HTMLSelectElement>('sort');
    sort.replaceChildren(...sorts.map(([value, text]) => el('option', { value }, text)));
    sort.value = this.#state.get('sort') ?? sorts[0]?.[0] ?? '';
    for (const tab of document.querySelectorAll<HTMLButtonElement>('#list [data-list]')) set(tab, { 'aria-pressed': String(tab.dataset.list === this.#kind) });
    byId<HTMLInputElement>('within').checked = this.#state.get('within') !== 'world';
  }

  #query(): URLSearchParams {
    const query = this.#state.filters();
    const extent = this.#state.get('within') === 'world' || query.has('bbox') || query.has('near') ? null : this.#extent();
    if (extent) {
      query.set('bbox', extent);
      if (!query.has('exact')) query.set('vague', 'true');
    }
    query.set('sort', byId<HTMLSelectElement>('sort').value);
    query.set('limit', '30');
    if (this.#next) query.set('cursor', this.#next);
    return query;
  }

  async #load(more: boolean): Promise<void> {
    this.#running?.abort();
    this.#running = new AbortController();
    const rows = byId('rows');
    set(rows, { 'aria-busy': 'true' });
    try {
      const page = await ask<Page<Item & Summary>>(`/${this.#kind}`, this.#query(), this.#running.signal);
      const made = page.items.map((item) => el('li', {}, this.#kind === 'claims' ? claim(item.claim, { select: this.#select, incident: item.incident }) : this.#incident(item)));
      if (more) rows.append(...made);
      else rows.replaceChildren(...made);
      if (more) made[0]?.querySelector('a')?.focus();
      if (!rows.children.length) rows.append(el('li', { class: 'none' }, 'Nothing that the map shows answers. Take away a filter, or look at more of the map.'));
      this.#next = page.next;
      byId('more').hidden = !page.next;
      byId('found').textContent = plural(page.total, this.#kind === 'claims' ? 'claim' : 'incident');
      set(rows, { 'aria-busy': 'false' });
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  #incident(one: Summary): HTMLElement {
    const type = one.types[0] ?? '';
    const [first, last] = [one.days?.[0], one.days?.at(-1)];
    const days = first && last ? (first === last ? first : `${first} to ${last}`) : 'no date';
    const made = el(
      'article',
      { class: 'claim incident' },
      el('header', {}, el('a', { class: `type type-${type}`, href: `/incidents/${encodeURIComponent(one.id)}` }, el('bdi', {}, clean(words(one.title)))), el('span', { class: 'when' }, days)),
      el('footer', {}, `${plural(one.documents, 'report')}, ${voices(one)} `, one.disputes.length ? el('span', { class: 'disputed' }, disputed(one.disputes)) : null),
      el('button', { type: 'button', class: 'show', 'aria-label': `Show ${clean(words(one.title))} on the map` }, 'show'),
    );
    made.querySelector('button')?.addEventListener('click', () => this.#select(one.id));
    return made;
  }
}
