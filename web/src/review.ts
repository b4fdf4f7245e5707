// Review by the keyboard: a letter for each thing to do, and words selected in the text that fill a slot.
import { byId, el } from './common/dom';

const SLOTS: [string, string][] = [['actor', 'who'], ['target', 'whom'], ['places', 'where'], ['date', 'when'], ['said_by', 'said by'], ['killed', 'killed'], ['injured', 'injured'], ['captured', 'captured']];

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Presses what a letter stands for; where it is a field, goes to it. */
function shortcuts(): void {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && typing(event.target)) {
      (event.target as HTMLElement).blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const found = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    if (found instanceof HTMLSelectElement || found instanceof HTMLInputElement) found.focus();
    else found.click();
  });
}

/** The words selected in the evidence, if any. */
function selected(words: HTMLElement): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return '';
  const range = selection.getRangeAt(0);
  return words.contains(range.commonAncestorContainer) ? selection.toString().replace(/\s+/g, ' ').trim() : '';
}

function mending(words: HTMLElement, form: HTMLFormElement): void {
  const slot = form.querySelector<HTMLSelectElement>('select[name="slot"]');
  const value = form.querySelector<HTMLInputElement>('input[name="value"]');
  if (!slot || !value) return;
  const known = new Set([...slot.options].map((option) => option.value));
  const buttons = SLOTS.filter(([name]) => known.has(name)).map(([name, text], at) => {
    const button = el('button', { type: 'button', 'data-slot': name, 'data-key': String(at + 1), disabled: true }, el('span', { class: `dot slot-${name}`, 'aria-hidden': 'true' }), text, el('kbd', {}, String(at + 1)));
    button.addEventListener('click', () => fill(name));
    return button;
  });
  const bar = el('div', { class: 'select-bar', role: 'group', 'aria-label': 'Selected words fill' }, el('span', { id: 'select-told', role: 'status' }, 'Select words in the text, then say what they are:'), ...buttons);
  words.after(bar);
  words.tabIndex = 0;

  const fill = (name: string) => {
    const text = selected(words);
    if (!text || !slot || !value) return;
    slot.value = name;
    value.value = text;
    value.focus();
    byId('select-told').textContent = `“${text}” is put into the form below as ${name.replace('_', ' ')}; Enter sets it.`;
  };
  document.addEventListener('selectionchange', () => {
    const text = selected(words);
    for (const button of buttons) button.disabled = !text;
  });
}

shortcuts();
const words = document.querySelector<HTMLElement>('#shown .words');
const form = document.querySelector<HTMLFormElement>('form.mend');
if (words && form) mending(words, form);
