// The state of the page is its address: filters, the map's view, sorting, what is selected. Whoever opens the address
// sees the same.

export const FILTERS = [
  'type', 'status', 'actor', 'target', 'party', 'speaker', 'place', 'country', 'publisher', 'document', 'incident', 'since', 'until', 'bbox', 'near',
  'vague', 'exact', 'precision', 'text', 'min_confidence', 'min_voices', 'disputed', 'review', 'as_of',
] as const;
export const SINGLE = new Set(['since', 'until', 'bbox', 'near', 'vague', 'exact', 'text', 'min_confidence', 'min_voices', 'disputed', 'review', 'as_of']);

type Changes = Record<string, string | string[] | null>;
type Listener = (changed: Set<string>) => void;

export class State {
  #params = new URLSearchParams(location.search);
  #listeners: Listener[] = [];

  constructor() {
    addEventListener('popstate', () => {
      const before = this.#params;
      this.#params = new URLSearchParams(location.search);
      const names = new Set([...before.keys(), ...this.#params.keys()]);
      this.#tell(new Set([...names].filter((name) => before.getAll(name).join('\0') !== this.#params.getAll(name).join('\0'))));
    });
  }

  get(name: string): string | null {
    return this.#params.get(name);
  }

  all(name: string): string[] {
    return this.#params.getAll(name);
  }

  /** The filters alone, in a fixed order, without those named. */
  filters(...without: string[]): URLSearchParams {
    const found = new URLSearchParams();
    for (const name of FILTERS) if (!without.includes(name)) for (const value of this.all(name)) found.append(name, value);
    return found;
  }

  /** Changes parameters; null takes one away. A change of what is asked becomes a step that Back undoes. */
  set(changes: Changes, step = true): void {
    const changed = new Set<string>();
    for (const [name, value] of Object.entries(changes)) {
      const values = value === null ? [] : Array.isArray(value) ? value : [value];
      if (values.join('\0') === this.all(name).join('\0')) continue;
      this.#params.delete(name);
      for (const one of values) this.#params.append(name, one);
      changed.add(name);
    }
    if (!changed.size) return;
    const query = this.#params.toString();
    history[step ? 'pushState' : 'replaceState'](null, '', query ? `?${query}` : location.pathname);
    this.#tell(changed);
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #tell(changed: Set<string>): void {
    if (changed.size) for (const listener of this.#listeners) listener(changed);
  }
}

export function filtered(changed: Set<string>): boolean {
  return FILTERS.some((name) => changed.has(name));
}
