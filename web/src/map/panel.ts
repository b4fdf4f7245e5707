// What is selected, in the evidence's own words: beside the map, never over it.
import { ask, told } from '../common/api';
import { claim } from '../common/claim';
import { byId, clean, disputed, el, name, number, plural, voices, words } from '../common/dom';
import type { Claim, Item, Summary } from '../common/shapes';
import { holdings, type HeldProperties } from './holdings';
import type { State } from './state';

const PLACE = 'place:';
const MOST = 12; // claims of an incident that are shown here; its page shows more

interface Context {
  pieces: { text: string; slot: string | null; around: string[]; told: boolean }[];
  more_before: boolean;
  more_after: boolean;
}

type One = Item & { context: Context };
type Incident = Summary & { records: Claim[] };

export class Panel {
  #state: State;
  #tell: (message: string) => void;
  #shown: (at: [number, number] | null, precision: number | null, move: boolean) => void;

  constructor(state: State, tell: (message: string) => void, shown: (at: [number, number] | null, precision: number | null, move: boolean) => void) {
    this.#state = state;
    this.#tell = tell;
    this.#shown = shown;
    state.listen((changed) => changed.has('selected') && void this.refresh(true));
    byId('close').addEventListener('click', () => this.close());
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && state.get('selected')) this.close();
    });
    void this.refresh(false);
  }

  close(): void {
    const from = this.#state.get('selected');
    this.#state.set({ selected: null });
    const back = document.querySelector<HTMLElement>(`#rows [data-claim="${CSS.escape(from ?? '')}"] button.show`) ?? byId('sort');
    back.focus();
  }

  async refresh(focus: boolean): Promise<void> {
    const id = this.#state.get('selected');
    const panel = byId('selected');
    if (!id) {
      panel.hidden = true;
      this.#shown(null, null, false);
      return;
    }
    try {
      const place = id.startsWith(PLACE) ? id.slice(PLACE.length) : null;
      const body = place !== null ? await this.#place(place) : id.startsWith('i_') ? await this.#incident(id) : await this.#claim(id);
      byId('selected-body').replaceChildren(...body);
      panel.hidden = false;
      if (focus) byId('selected').focus();
    } catch (error) {
      this.#tell(told(error));
    }
  }

  async #claim(id: string): Promise<Node[]> {
    const item = await ask<One>(`/claims/${encodeURIComponent(id)}`);
    const place = item.claim.places.find((one) => one.lat !== null);
    this.#shown(place ? [place.lon ?? 0, place.lat ?? 0] : null, place?.precision ?? null, true);
    return [claim(item.claim, { incident: item.incident }), context(item.context)];
  }

  async #incident(id: string): Promise<Node[]> {
    const one = await ask<Incident>(`/incidents/${encodeURIComponent(id)}`, new URLSearchParams({ limit: String(MOST) }));
    this.#shown(one.lat !== null && one.lon !== null ? [one.lon, one.lat] : null, one.precision, true);
    const address = `/incidents/${encodeURIComponent(id)}`;
    const found: Node[] = [
      el('h3', {}, el('a', { href: address }, name(words(one.title)))),
      el('p', {}, `${plural(one.documents, 'report')}, ${voices(one)}`, one.disputes.length ? `; ${disputed(one.disputes)}` : null),
    ];
    for (const record of one.records) found.push(claim(record));
    if (one.claims > one.records.length) found.push(el('p', {}, el('a', { href: address }, `and ${number(one.claims - one.records.length)} more`)));
    return found;
  }

  /** Who is said to hold a place on the day that is shown, by each word that is drawn, and the claims that it rests on. */
  async #place(key: string): Promise<Node[]> {
    const on = this.#state.get('on') ?? '';
    const beside = this.#state.get('beside');
    const words = [this.#state.get('by'), ...(beside ? [beside === 'all' ? null : beside] : [])];
    const answers = await Promise.all(words.map((word) => holdings(on, word)));
    const held = answers.map((answer) => answer.features.filter((one) => one.properties.place === key));
    const first = held.flat()[0];
    this.#shown(first ? (first.geometry.coordinates as [number, number]) : null, first?.properties.precision ?? null, true);
    const address = `/places/${encodeURIComponent(key)}`;
    const found: Node[] = [el('h3', {}, el('a', { href: address }, name(first?.properties.name ?? key)))];
    words.forEach((word, at) => {
      const voice = answers[at]?.voices.find((one) => one.key === word)?.name;
      found.push(el('p', { class: 'by' }, word ? 'By the word of ' : 'By all voices together', word ? name(voice ?? word) : null, held[at]?.length ? ':' : ': nothing is said.'));
      for (const { properties } of held[at] ?? []) found.push(holding(properties));
    });
    const ids = [...new Set(held.flat().flatMap((one) => one.properties.claims))];
    const items = await Promise.all(ids.slice(0, MOST).map((id) => ask<Item>(`/claims/${encodeURIComponent(id)}`)));
    for (const item of items) found.push(claim(item.claim, { incident: item.incident }));
    const more = ids.length - Math.min(ids.length, MOST) + Math.max(0, ...held.flat().map((one) => one.properties.more_claims));
    if (more) found.push(el('p', {}, el('a', { href: address }, `and ${number(more)} more`)));
    return found;
  }
}

function holding(held: HeldProperties): HTMLElement {
  const { earliest, latest } = held.since;
  const since = latest === null ? '' : earliest === latest ? ` since ${latest}` : ` since ${latest} or earlier`;
  const notes = [held.last_said && `last said ${held.last_said}`, held.besieged && 'besieged', held.contested && 'fought over'].filter(Boolean).join(', ');
  const who = held.party ? el('a', { href: `/parties/${encodeURIComponent(held.party)}` }, name(held.party_name)) : name(held.party_name || 'nobody');
  return el('p', { class: 'holding' }, who, held.also.length > 0 && ' with ', held.also.length > 0 && name(held.also.join(', ')), since, notes && ` (${notes}) `, held.disputed && el('span', { class: 'disputed' }, 'disputed'));
}

/** The words around a claim with its slots marked. */
function context(given: Context): HTMLElement {
  const made = el('p', { class: 'context', dir: 'auto' }, given.more_before && '… ');
  for (const piece of given.pieces) {
    const text = clean(piece.text);
    const [outer] = piece.around;
    const mark = piece.slot && el('mark', { class: `slot slot-${piece.slot}`, title: [piece.slot, ...piece.around].map(words).join(', in ') }, text);
    if (mark) made.append(outer ? el('mark', { class: `slot outer slot-${outer}` }, mark) : mark);
    else if (piece.told) made.append(el('span', { class: 'told' }, text));
    else made.append(text);
  }
  if (given.more_after) made.append(' …');
  return made;
}
