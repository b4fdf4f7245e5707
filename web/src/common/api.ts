// Asking the server's own API. What it answers is described in docs/api.md.

const API = '/api/v1';

/** A fault as the server tells it: what, why, and what to do. */
export class Fault extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly mend: string,
  ) {
    super(title);
  }
}

export function path(rest: string, query?: URLSearchParams): string {
  const asked = query?.toString();
  return asked ? `${API}${rest}?${asked}` : `${API}${rest}`;
}

/** The answer as JSON; throws `Fault`. */
export async function ask<Answer>(rest: string, query?: URLSearchParams, signal?: AbortSignal): Promise<Answer> {
  return answer(await reach(path(rest, query), { signal: signal ?? null, headers: { Accept: 'application/json' } }));
}

/** Sends JSON with the page's own proof that it was asked for here; throws `Fault`. */
export async function send<Answer>(rest: string, body: unknown): Promise<Answer> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': token };
  return answer(await reach(path(rest), { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function reach(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Fault('The server does not answer', '', 'See whether reportedly serve still runs');
  }
}

async function answer<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return response.json() as Promise<Answer>;
  let told: { title?: string; detail?: string; mend?: string } = {};
  try {
    told = await response.json();
  } catch {
    // No problem+json: the status has to do.
  }
  throw new Fault(told.title ?? `The server answered ${response.status}`, told.detail ?? '', told.mend ?? '');
}

export function aborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** A fault in one line. */
export function told(error: unknown): string {
  if (!(error instanceof Fault)) return String(error);
  return [error.title, error.detail, error.mend].filter(Boolean).join('. ');
}
