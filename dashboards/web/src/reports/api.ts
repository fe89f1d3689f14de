import { ask, type Answer } from '../api/http';
import { lang } from '../words/words';
import type { Day, Days, Receiver, Sendings, Verb } from './types';

const root = '/api/v1/reports/daily';

/** A campus of thousands of points takes the service some seconds. */
const PATIENCE_MS = 60_000;

const language = () => (lang.value === 'en' ? 'en' : 'zh-CN');

export const days = () => ask<Days>('GET', root);

export const day = (date: string, version: string) =>
  ask<Day>('GET', `${root}/${encodeURIComponent(date)}?lang=${language()}${version ? `&version=${encodeURIComponent(version)}` : ''}`);

export const make = (date: string) =>
  ask<Day>('POST', `${root}/${encodeURIComponent(date)}/make?lang=${language()}`, {}, { timeoutMs: PATIENCE_MS });

/** A person enters cases or stands for a version. */
export const put = (date: string, verb: Verb, body: object): Promise<Answer<Day>> =>
  ask<Day>('POST', `${root}/${encodeURIComponent(date)}/${verb}?lang=${language()}`, body);

export const filePath = (date: string, version: number, ending: string) =>
  `${root}/${encodeURIComponent(date)}.${ending}?lang=${language()}&version=${version}`;

export const sendings = (date: string) => ask<Sendings>('GET', `${root}/${encodeURIComponent(date)}/sendings`);

export const send = (date: string, { channel, to }: Receiver) => ask<Sendings>('POST', `${root}/${encodeURIComponent(date)}/send`, { channel, to });

/** Names to choose from; who may not read them writes one all the same. */
export async function names(): Promise<string[]> {
  const answer = await ask<{ people: { id: string; name: string }[] }>('GET', '/api/v1/people');
  return answer.ok ? answer.value.people.map((p) => p.name || p.id) : [];
}
