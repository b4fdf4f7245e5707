// Elements made in script. Text is only ever text: nothing here takes markup.

type Attributes = Record<string, string | number | boolean | null | undefined>;
type Child = Node | string | null | undefined | false;

/** An element with its attributes and children; an attribute that is null, undefined or false is left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  set(made, attributes);
  fill(made, children);
  return made;
}

/** The same for SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set(made, attributes);
  fill(made, children);
  return made;
}

export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function fill(element: Element, children: Child[]): void {
  for (const child of children) if (child) element.append(child);
}

/** The element with an id that the page is known to have. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Kind;
}

// Controls and the marks that turn a line round are not shown: a name must not rearrange the words beside it.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text from outside as it may be shown. */
export function clean(text: string | null | undefined): string {
  return (text ?? '').replace(HIDDEN, '');
}

/** A name from outside, kept apart from the direction of the text around it. */
export function name(text: string | null | undefined): HTMLElement {
  return el('bdi', {}, clean(text));
}

/** A name of the codebook as words. */
export function words(value: string): string {
  return value.replaceAll('_', ' ');
}

export function number(value: number): string {
  return value.toLocaleString('en');
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** How many stand behind an incident, as far as they are counted. */
export function voices(one: { voices: number | null; denials: number | null }): string {
  if (one.voices === null) return 'voices not counted yet';
  return `${plural(one.voices, 'voice')}${one.denials ? `, ${number(one.denials)} ${one.denials === 1 ? 'denies' : 'deny'} it` : ''}`;
}

const DISPUTED: Record<string, string> = { happened: 'whether it happened', type: 'what', actor: 'who', target: 'whom', place: 'where', date: 'when', holder: 'who holds it' };

/** What of an incident is disputed, in words. */
export function disputed(slots: string[]): string {
  return `disputed: ${slots.map((slot) => DISPUTED[slot] ?? words(slot)).join(', ')}`;
}

/** `run` once nothing has been asked for `wait` milliseconds. */
export function settled(run: () => void, wait: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, wait);
  };
}

export const calm = matchMedia('(prefers-reduced-motion: reduce)');
