// Days as numbers, so that they can be drawn and stepped through; weeks begin on Monday.
export type Interval = 'day' | 'week' | 'month' | 'year';

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function day(text: string): number {
  return Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY);
}

export function written(value: number): string {
  return new Date(value * DAY).toISOString().slice(0, 10);
}

/** The first day of the bin that is `steps` away from the one that holds `value`. */
export function step(value: number, interval: Interval, steps: number): number {
  const at = new Date(value * DAY);
  if (interval === 'day') return value + steps;
  if (interval === 'week') return value - ((at.getUTCDay() + 6) % 7) + 7 * steps;
  if (interval === 'month') return Math.round(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + steps, 1) / DAY);
  return Math.round(Date.UTC(at.getUTCFullYear() + steps, 0, 1) / DAY);
}

export function start(value: number, interval: Interval): number {
  return step(value, interval, 0);
}

/** Marks along an axis: at most `most` of them, each with its text. */
export function ticks(first: number, last: number, most: number): { at: number; text: string }[] {
  const span = last - first + 1;
  const choices: [Interval, number][] = [['day', 1], ['day', 2], ['week', 1], ['week', 2], ['month', 1], ['month', 3], ['month', 6], ['year', 1], ['year', 2], ['year', 5], ['year', 10], ['year', 25], ['year', 100]];
  const lengths = { day: 1, week: 7, month: 30.4, year: 365.2 };
  const [interval, every] = choices.find(([unit, count]) => span / (lengths[unit] * count) <= most) ?? ['year', 500];
  const found = [];
  let at = start(first, interval);
  if (at < first) at = step(at, interval, 1);
  if (interval !== 'day') while (!falls(at, interval, every)) at = step(at, interval, 1);
  for (; at <= last; at = step(at, interval, every)) found.push({ at, text: label(at, interval) });
  return found;
}

function falls(at: number, interval: Interval, every: number): boolean {
  const date = new Date(at * DAY);
  if (interval === 'month') return date.getUTCMonth() % every === 0;
  if (interval === 'year') return date.getUTCFullYear() % every === 0;
  return true;
}

function label(at: number, interval: Interval): string {
  const date = new Date(at * DAY);
  if (interval === 'year') return String(date.getUTCFullYear());
  const month = MONTHS[date.getUTCMonth()];
  if (interval === 'month') return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : `${month}`;
  return `${date.getUTCDate()} ${month}`;
}
