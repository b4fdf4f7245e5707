// Time under the map: how much is told of each day, and two handles between which map and list are filtered.
//
// A claim that recalls 1973 would press the year at hand into a sliver, so that the axis covers what nearly all tell of;
// what lies beside it is counted at the edge and shown on request. The handles answer at once; what they filter follows.
import { aborted, ask, told } from '../common/api';
import { byId, calm, el, number, plural, set, settled, svg } from '../common/dom';
import type { Histogram } from '../common/shapes';
import { day, start, step, ticks, written, type Interval } from './days';
import { filtered, type State } from './state';

const HEIGHT = 64;
const PACE = 900; // milliseconds a step of play
const TAIL = 0.02; // of the claims, on either side, may lie outside the axis
type Edge = 'since' | 'until';

export class Timeline {
  #state: State;
  #tell: (message: string) => void;
  #box = byId('histogram');
  #data: Histogram | null = null;
  #first = 0;
  #last = 0;
  #interval: Interval = 'day';
  #whole = false;
  #playing = 0;
  #running: AbortController | null = null;
  #clip = svg('rect', { y: 0, height: HEIGHT });
  #handles: Record<Edge, HTMLElement>;
  #window: [number, number] | null = null;
  #commit = settled(() => this.#write(), 140);

  constructor(state: State, tell: (message: string) => void) {
    this.#state = state;
    this.#tell = tell;
    this.#handles = { since: this.#handle('since', 'From'), until: this.#handle('until', 'Until') };
    this.#controls();
    new ResizeObserver(() => this.#draw()).observe(this.#box);
    this.#brush();
    state.listen((changed) => {
      if (filtered(changed) && [...changed].some((name) => name !== 'since' && name !== 'until')) void this.refresh();
      else if (changed.has('since') || changed.has('until')) this.#place();
    });
    void this.refresh();
  }

  async refresh(): Promise<void> {
    this.#running?.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      let found = await ask<Histogram>('/histogram', this.#state.filters('since', 'until'), signal);
      const [first, last] = this.#whole ? [null, null] : middle(found);
      if (first !== null && last !== null && last - first <= 400 && found.interval !== 'day') {
        const query = this.#state.filters('since', 'until');
        query.set('interval', 'day');
        found = await ask<Histogram>('/histogram', query, signal);
      }
      this.#data = found;
      this.#interval = found.interval;
      this.#first = first ?? day(found.first ?? written(Date.now() / 86_400_000));
      this.#last = last ?? step(day(found.last ?? written(this.#first)), found.interval, 1) - 1;
      this.#draw();
    } catch (error) {
      if (!aborted(error)) this.#tell(told(error));
    }
  }

  /** From and until as they are drawn: what is chosen, or the whole axis. */
  #range(): [number, number] {
    if (this.#window) return this.#window;
    const [since, until] = [this.#state.get('since'), this.#state.get('until')];
    return [since ? day(since) : this.#first, until ? day(until) : this.#last];
  }

  #x(value: number): number {
    return ((value - this.#first) / Math.max(1, this.#last - this.#first + 1)) * this.#box.clientWidth;
  }

  #at(x: number): number {
    const share = Math.min(1, Math.max(0, x / Math.max(1, this.#box.clientWidth)));
    return this.#first + share * (this.#last - this.#first + 1);
  }

  #draw(): void {
    const width = this.#box.clientWidth;
    if (!this.#data || !width) return;
    const inside = this.#data.bins.filter((bin) => day(bin.start) + 6 >= this.#first && day(bin.start) <= this.#last);
    const most = Math.max(1, ...inside.map((bin) => bin.count));
    const bars = inside
      .map((bin) => {
        const [from, to] = [this.#x(day(bin.start)), this.#x(step(day(bin.start), this.#interval, 1))];
        const height = Math.max(1.5, (bin.count / most) * (HEIGHT - 8));
        const gap = to - from > 3 ? 0.5 : 0;
        return `M${(from + gap).toFixed(1)},${HEIGHT}v${-height.toFixed(1)}h${Math.max(1, to - from - 2 * gap).toFixed(1)}v${height.toFixed(1)}z`;
      })
      .join('');
    const marks = ticks(this.#first, this.#last, Math.max(2, width / 80)).map(({ at, text }) => {
      const x = this.#x(at);
      return svg('g', { class: 'tick' }, svg('line', { x1: x, x2: x, y1: HEIGHT, y2: HEIGHT + 5 }), svg('text', { x: Math.min(x + 3, width - 36), y: HEIGHT + 14 }, text));
    });
    const drawn = svg(
      'svg',
      { width, height: HEIGHT + 18, 'aria-hidden': 'true' },
      svg('defs', {}, svg('clipPath', { id: 'chosen' }, this.#clip)),
      svg('path', { class: 'bars', d: bars }),
      svg('path', { class: 'bars chosen', d: bars, 'clip-path': 'url(#chosen)' }),
      svg('line', { class: 'axis', x1: 0, x2: width, y1: HEIGHT, y2: HEIGHT }),
      ...marks,
    );
    this.#box.querySelector('svg')?.remove();
    this.#box.prepend(drawn);
    this.#notes(inside);
    this.#place();
  }

  #notes(inside: { start: string; count: number }[]): void {
    const data = this.#data;
    if (!data) return;
    const outside = data.bins.reduce((sum, bin) => sum + bin.count, 0) - inside.reduce((sum, bin) => sum + bin.count, 0);
    const notes = byId('time-notes');
    notes.replaceChildren(el('span', {}, `${plural(data.undated, 'claim')} without a date`));
    if (outside || this.#whole) {
      const text = this.#whole ? 'most of the time only' : `${number(outside)} outside this span: show all`;
      const button = el('button', { type: 'button', class: 'link' }, text);
      button.addEventListener('click', () => {
        this.#whole = !this.#whole;
        void this.refresh();
      });
      notes.append(button);
    }
  }

  #place(): void {
    const [since, until] = this.#range();
    const [left, right] = [this.#x(Math.max(since, this.#first)), this.#x(Math.min(until, this.#last) + 1)];
    set(this.#clip, { x: Math.min(left, right), width: Math.max(0, right - left) });
    for (const [edge, x, value] of [['since', left, since], ['until', right, until]] as const) {
      const handle = this.#handles[edge];
      handle.style.left = `${Math.min(Math.max(0, x), this.#box.clientWidth)}px`;
      set(handle, { 'aria-valuemin': this.#first, 'aria-valuemax': this.#last, 'aria-valuenow': value, 'aria-valuetext': written(value) });
    }
    byId<HTMLInputElement>('since').value = this.#state.get('since') || this.#window ? written(since) : '';
    byId<HTMLInputElement>('until').value = this.#state.get('until') || this.#window ? written(until) : '';
    const open = !this.#state.get('since') && !this.#state.get('until') && !this.#window;
    set(byId('all-time'), { disabled: open });
  }

  /** Moves the window at once and lets the rest of the page follow. */
  #move(since: number, until: number): void {
    this.#window = [Math.min(since, until), Math.max(since, until)];
    this.#place();
    this.#commit();
  }

  /** Keeps the window in the address. A handle at the end of the axis means no limit, unless the window was stepped there. */
  #write(stepped = false): void {
    if (!this.#window) return;
    const [since, until] = this.#window;
    this.#window = null;
    this.#state.set({ since: since <= this.#first && !stepped ? null : written(since), until: until >= this.#last && !stepped ? null : written(until) }, !this.#playing);
    this.#place();
  }

  #handle(edge: Edge, label: string): HTMLElement {
    const handle = el('div', { class: `handle ${edge}`, role: 'slider', tabindex: 0, 'aria-label': label, 'aria-orientation': 'horizontal' });
    handle.addEventListener('keydown', (event) => {
      const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 };
      const [since, until] = this.#range();
      let value = edge === 'since' ? since : until + 1;
      if (event.key in steps) value = step(value, this.#interval, steps[event.key] ?? 0);
      else if (event.key === 'Home') value = edge === 'since' ? this.#first : step(since, this.#interval, 1);
      else if (event.key === 'End') value = edge === 'since' ? start(until, this.#interval) : this.#last + 1;
      else return;
      event.preventDefault();
      this.#drag(edge, value);
    });
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      event.stopPropagation();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const box = this.#box.getBoundingClientRect();
      const move = (moved: PointerEvent) => this.#drag(edge, this.#snap(this.#at(moved.clientX - box.left)));
      handle.addEventListener('pointermove', move);
      handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
    });
    this.#box.append(handle);
    return handle;
  }

  #snap(value: number): number {
    const [before, after] = [start(Math.floor(value), this.#interval), step(Math.floor(value), this.#interval, 1)];
    return value - before < after - value ? before : after;
  }

  #drag(edge: Edge, value: number): void {
    const [since, until] = this.#range();
    const held = Math.min(Math.max(value, this.#first), this.#last + 1);
    if (edge === 'since') this.#move(Math.min(held, until), until);
    else this.#move(since, Math.max(held - 1, since));
  }

  /** Pulling over the bars chooses what was pulled over. */
  #brush(): void {
    this.#box.addEventListener('pointerdown', (event) => {
      if (event.button || !this.#data) return;
      event.preventDefault();
      const box = this.#box.getBoundingClientRect();
      const from = this.#at(event.clientX - box.left);
      this.#box.setPointerCapture(event.pointerId);
      const move = (moved: PointerEvent) => {
        const to = this.#at(moved.clientX - box.left);
        const [low, high] = [Math.min(from, to), Math.max(from, to)];
        this.#move(start(Math.floor(low), this.#interval), Math.max(step(Math.min(Math.floor(high), this.#last), this.#interval, 1) - 1, this.#first));
      };
      const end = () => this.#box.removeEventListener('pointermove', move);
      this.#box.addEventListener('pointermove', move);
      this.#box.addEventListener('lostpointercapture', end, { once: true });
    });
  }

  #controls(): void {
    for (const edge of ['since', 'until'] as const) {
      byId<HTMLInputElement>(edge).addEventListener('change', (event) => {
        const { value, validity } = event.target as HTMLInputElement;
        if (validity.valid) this.#state.set({ [edge]: value || null });
      });
    }
    byId('all-time').addEventListener('click', () => {
      this.#pause();
      this.#state.set({ since: null, until: null });
    });
    byId('back').addEventListener('click', () => this.#shift(-1));
    byId('forth').addEventListener('click', () => this.#shift(1));
    byId('play').addEventListener('click', () => (this.#playing ? this.#pause() : this.#play()));
  }

  /** The window a step on; of no window, the first bin. False where the time is over. */
  #shift(steps: number): boolean {
    let [since, until] = this.#range();
    if (!this.#state.get('since') && !this.#state.get('until')) {
      since = start(this.#first, this.#interval);
      until = step(since, this.#interval, 1) - 1;
      if (steps < 0) [since, until] = [start(this.#last, this.#interval), this.#last];
    } else {
      const bins = Math.max(1, Math.round((until - since + 1) / { day: 1, week: 7, month: 30.4, year: 365 }[this.#interval]));
      since = step(since, this.#interval, steps);
      until = step(since, this.#interval, bins) - 1;
    }
    if (since > this.#last || until < this.#first) return false;
    this.#window = [since, until];
    this.#place();
    this.#write(true);
    return true;
  }

  #play(): void {
    const next = () => {
      if (!this.#shift(1)) this.#pause();
    };
    this.#playing = window.setInterval(next, calm.matches ? 2 * PACE : PACE);
    this.#pressed(true);
    next();
  }

  #pause(): void {
    clearInterval(this.#playing);
    this.#playing = 0;
    this.#pressed(false);
  }

  #pressed(playing: boolean): void {
    const button = byId('play');
    set(button, { 'aria-pressed': String(playing) });
    button.textContent = playing ? 'Pause' : 'Play';
  }
}

/** The days between which nearly all is told, where that is less than half of the whole; else nothing. */
function middle(found: Histogram): [number, number] | [null, null] {
  const total = found.bins.reduce((sum, bin) => sum + bin.count, 0);
  if (!found.first || !found.last || total < 20) return [null, null];
  const within = (bins: Histogram['bins']): number => {
    let sum = 0;
    for (const bin of bins) {
      sum += bin.count;
      if (sum > total * TAIL) return day(bin.start);
    }
    return 0;
  };
  const [first, last] = [within(found.bins), step(within([...found.bins].reverse()), found.interval, 1) - 1];
  return (last - first) * 2 < day(found.last) - day(found.first) ? [first, last] : [null, null];
}
