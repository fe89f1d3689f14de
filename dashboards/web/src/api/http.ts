import { t, wordOf } from '../words/words';
import type { Bucket, DeadLetter, Redriven, Who } from './types';

/** A failure is a value: `status` 0 means that nothing answered. */
export type Answer<T> = { ok: true; value: T } | Failure;

export interface Failure {
  ok: false;
  status: number;
  detail: string;
  /** By which a page finds words of its own. */
  code?: string;
}

const TIMEOUT_MS = 10_000;

/** Called on each 401, so that the login page appears whatever was asked. */
let onRefused: () => void = () => {};

export function whenRefused(act: () => void): void {
  onRefused = act;
}

/** What differs from JSON that is answered at once: the type of a text, or a longer patience. */
export interface Asking {
  type?: string;
  timeoutMs?: number;
}

/** Asks without minding who is logged in: a refusal is an answer like others. */
export async function askAnybody<T>(method: string, path: string, body?: object | string, asking: Asking = {}): Promise<Answer<T>> {
  const request: RequestInit = { method, signal: AbortSignal.timeout(asking.timeoutMs ?? TIMEOUT_MS) };
  if (body !== undefined) {
    request.headers = { 'Content-Type': asking.type ?? 'application/json' };
    request.body = typeof body === 'string' ? body : JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    const text = await response.text();
    const json = text ? JSON.parse(text) : null;
    if (response.ok) {
      return { ok: true, value: json as T };
    }
    return failed(response, json);
  } catch (failure) {
    return { ok: false, status: 0, detail: failure instanceof Error ? failure.message : String(failure) };
  }
}

const KINDS: Readonly<Record<number, 'app.missing' | 'app.conflict'>> = { 404: 'app.missing', 409: 'app.conflict' };

interface Problem {
  detail?: string;
  code?: string;
  /** The roles that may, where this one may not. */
  roles?: readonly string[];
}

/** The service says what is wrong in English; the page says in its language what kind of thing it is, before it. */
function failed(response: Response, problem: Problem | null): Failure {
  const roles = problem?.roles?.map((role) => wordOf('role', role)).join(t('join.list'));
  const said = String(problem?.detail ?? response.statusText);
  const kind = KINDS[response.status] ?? (response.status >= 500 ? 'app.failed' : 'app.refused');
  const detail = roles ? t('app.forbidden', { roles }) : t(kind, { detail: said });
  return { ok: false, status: response.status, detail, ...(problem?.code ? { code: problem.code } : {}) };
}

/** Asks in the name of who is logged in; the pages of each folder have their own `api.ts` on this. */
export async function ask<T>(method: string, path: string, body?: object | string, asking?: Asking): Promise<Answer<T>> {
  const answer = await askAnybody<T>(method, path, body, asking);
  if (!answer.ok && answer.status === 401) {
    onRefused();
  }
  return answer;
}

export const whoAmI = () => ask<Who>('GET', '/api/v1/session');
export const logIn = (user: string, password: string) => askAnybody<unknown>('POST', '/api/v1/session', { user, password });
export const logOut = () => askAnybody<null>('DELETE', '/api/v1/session');

export const deadLetters = () => ask<{ deadLetters: DeadLetter[] }>('GET', '/api/v1/deadletters');
export const redrive = () => ask<Redriven>('POST', '/api/v1/deadletters/redrive', {});

/** Buckets without a reading are not in the answer: a gap stays a gap. */
export const history = (point: string, from: Date, to: Date, buckets: number) =>
  ask<{ bucketMs: number; buckets: Bucket[] }>(
    'GET',
    `/api/v1/points/${encodeURIComponent(point)}/readings?from=${from.getTime()}&to=${to.getTime()}&buckets=${buckets}`,
  );
