// A claim in a list: the same markup as parts.html gives, from the record.
import { clean, el, name, words } from './dom';
import type { Claim, Toll } from './shapes';

export function claim(record: Claim, more: { select?: (id: string) => void; incident?: string | null } = {}): HTMLElement {
  const title = el('a', { class: `type type-${record.type}`, href: `/documents/${encodeURIComponent(record.document.id)}#${record.id}` }, words(record.type));
  const made = el(
    'article',
    { class: 'claim', 'data-claim': record.id },
    el('header', {}, title, record.status !== 'occurred' && el('span', { class: 'status' }, record.status), record.hedged && el('span', { class: 'hedged' }, 'hedged'), el('span', { class: 'when' }, when(record))),
    line(record),
    el('blockquote', { class: 'words', dir: 'auto' }, clean(record.evidence.text)),
    el('footer', {}, ...told(record), more.incident ? el('a', { class: 'to-incident', href: `/incidents/${encodeURIComponent(more.incident)}` }, 'its incident') : null),
  );
  const { select } = more;
  if (select) {
    made.append(el('button', { type: 'button', class: 'show', 'aria-label': `Show ${words(record.type)} on the map` }, 'show'));
    made.querySelector('button.show')?.addEventListener('click', () => select(record.id));
  }
  return made;
}

/** Who, whom, where and how many, as far as they are known. */
export function line(record: Claim): HTMLElement | null {
  const parts: HTMLElement[] = [];
  const slot = (kind: string, text: string) => parts.push(el('span', { class: `slot slot-${kind}` }, name(text)));
  for (const one of record.actor) slot('actor', one.name || one.text);
  for (const one of record.target) slot('target', one.name || one.text);
  for (const one of record.places) slot('place', one.name || one.text);
  for (const kind of ['killed', 'injured', 'captured'] as const) {
    const text = toll(record[kind]);
    if (text) slot('toll', `${text} ${kind}`);
  }
  return parts.length ? el('p', { class: 'slots' }, ...parts) : null;
}

export function toll(value: Toll): string {
  if (value.min === null && value.max === null) return '';
  if (value.min === value.max) return `${value.min}`;
  if (value.max === null) return `${value.min} or more`;
  if (value.min === null) return `up to ${value.max}`;
  return `${value.min} to ${value.max}`;
}

export function when(record: Claim): string {
  if (!record.date) return 'no date';
  return record.date.start === record.date.end ? record.date.start : `${record.date.start} to ${record.date.end}`;
}

function told(record: Claim): (Node | string)[] {
  const { document } = record;
  const link = el('a', { href: `/documents/${encodeURIComponent(document.id)}#${record.id}` }, name(document.publisher ?? 'publisher unknown'));
  const found: (Node | string)[] = [link, `, ${document.published ?? 'no date'}`];
  if (record.said_by[0]) found.push(' · says ', name(record.said_by[0].name));
  return found;
}
