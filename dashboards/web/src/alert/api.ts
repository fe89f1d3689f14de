import { ask, type Answer } from '../api/http';
import type { Alert, AlertStory, Photo } from '../api/types';

const path = (id: string) => `/api/v1/alerts/${encodeURIComponent(id)}`;

/** What a person does with an alert; `unclaimed` is for one that nobody had claimed when the button was shown. */
export type Act =
  | { kind: 'acknowledge'; unclaimed: boolean }
  | { kind: 'close'; note: string }
  | { kind: 'shelve'; reason: string; until: string }
  | { kind: 'unshelve' };

export const alertById = (id: string) => ask<AlertStory>('GET', path(id));

export function sendAct(id: string, act: Act): Promise<Answer<Alert>> {
  const { kind, ...body } = act;
  return ask<Alert>('POST', `${path(id)}/${kind}`, body);
}

export const photoPath = (id: string, digest: string) => `${path(id)}/photo?${digest.slice(0, 8)}`;

/** A picture takes longer than other requests on a slow line. */
const PHOTO_TIMEOUT_MS = 120_000;

export async function putPhoto(id: string, picture: Blob): Promise<Answer<Photo>> {
  try {
    const response = await fetch(`${path(id)}/photo`, {
      method: 'PUT',
      headers: { 'Content-Type': picture.type },
      body: picture,
      signal: AbortSignal.timeout(PHOTO_TIMEOUT_MS),
    });
    const json = await response.json();
    return response.ok
      ? { ok: true, value: json as Photo }
      : { ok: false, status: response.status, detail: String(json?.detail ?? response.statusText) };
  } catch (failure) {
    return { ok: false, status: 0, detail: String(failure) };
  }
}
