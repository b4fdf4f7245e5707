// What pages other than the map need of script: a claim lights up where it is pointed at; a notice when more came in.
import { el } from './common/dom';

/** Points at a claim: its note, and the words of the text that it rests on; the rest steps back. */
function light(ids: string[]): void {
  const chosen = new Set(ids);
  for (const piece of document.querySelectorAll<HTMLElement>('.text [data-claims]')) {
    const lit = piece.dataset.claims?.split(' ').some((id) => chosen.has(id)) ?? false;
    piece.classList.toggle('lit', lit);
    piece.classList.toggle('dim', chosen.size > 0 && !lit);
  }
  for (const note of document.querySelectorAll<HTMLElement>('.note[data-claim]')) note.classList.toggle('lit', chosen.has(note.dataset.claim ?? ''));
}

function pointed(target: EventTarget | null): string[] {
  if (!(target instanceof Element)) return [];
  const piece = target.closest<HTMLElement>('[data-claims]');
  if (piece) return piece.dataset.claims?.split(' ').filter(Boolean) ?? [];
  const note = target.closest<HTMLElement>('.note[data-claim]');
  return note?.dataset.claim ? [note.dataset.claim] : [];
}

function documentPage(): void {
  const page = document.querySelector('.document-page');
  if (!page) return;
  for (const kind of ['pointerover', 'focusin']) page.addEventListener(kind, (event) => light(pointed(event.target)));
  page.addEventListener('pointerleave', () => light([]));
  page.addEventListener('click', (event) => {
    const [id] = event.target instanceof Element && event.target.closest('[data-claims]') ? pointed(event.target) : [];
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  });
}

/** Tells of what comes in while a page is looked at; it is shown when the reader asks for it. */
function watch(): void {
  const known = Number(document.querySelector<HTMLElement>('.foot [data-batch]')?.dataset.batch ?? Number.NaN);
  if (!Number.isFinite(known) || !('EventSource' in window)) return;
  const stream = new EventSource('/api/v1/events');
  addEventListener('pagehide', () => stream.close());
  stream.addEventListener('ledger', (event) => {
    const batch = Number((JSON.parse((event as MessageEvent<string>).data) as { batch: number }).batch);
    if (!(batch > known) || document.querySelector('.notice')) return;
    const button = el('button', { type: 'button' }, 'Show it');
    button.addEventListener('click', () => location.reload());
    document.body.append(el('div', { class: 'notice', role: 'status' }, el('span', {}, 'The ledger has grown since this page was made.'), button));
  });
}

documentPage();
watch();
