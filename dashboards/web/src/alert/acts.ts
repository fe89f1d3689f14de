import type { Alert, AlertStory } from '../api/types';
import { clockTime } from '../format/time';
import { apply, campus, serverNow } from '../live/stream';
import { session } from '../session';
import { alertById, sendAct, type Act } from './api';
import { forget, keep, keyOf, type Deed } from './kept';
import { say } from './words';

/** What became of an act. Kept: nothing answered, so it was not done as far as anybody knows, and waits for another tap. */
export type Outcome = { state: 'done' } | { state: 'kept' } | { state: 'refused'; why: string };

const DONE: Outcome = { state: 'done' };
const KEPT: Outcome = { state: 'kept' };
/** Nothing answered, something before the service did, or the session ended: the same act may succeed later. */
const LATER = [0, 401, 502, 503, 504];

/** One tap, one request: a second one on the same button is the first. */
const running = new Map<string, Promise<Outcome>>();

export function perform(deed: Deed): Promise<Outcome> {
  const key = keyOf(deed);
  const already = running.get(key);
  if (already) {
    return already;
  }
  const run = send(deed).finally(() => running.delete(key));
  running.set(key, run);
  return run;
}

/** All of them, also when one is refused; of several refusals the first is told. */
export async function performAll(deeds: readonly Deed[]): Promise<Outcome> {
  const outcomes = await Promise.all(deeds.map(perform));
  return outcomes.find((o) => o.state === 'refused') ?? outcomes.find((o) => o.state === 'kept') ?? DONE;
}

const userNow = () => {
  const who = session.peek();
  return who.state === 'in' ? who.user : '';
};

async function send(deed: Deed): Promise<Outcome> {
  const user = userNow();
  const answer = await sendAct(deed.alert, deed.act);
  if (answer.ok) {
    forget(deed, user);
    apply(answer.value);
    return DONE;
  }
  if (LATER.includes(answer.status)) {
    keep({ ...deed, user, at: Date.now() });
    return KEPT;
  }
  return answer.status === 409 ? conflicted(deed, user) : refused(deed, user, reason(answer.status, answer.detail));
}

function refused(deed: Deed, user: string, why: string): Outcome {
  forget(deed, user);
  return { state: 'refused', why };
}

function reason(status: number, detail: string): string {
  switch (status) {
    case 403:
      return say('act.forbidden');
    case 404:
      return say('act.missing');
    default:
      return say('act.failed', { detail });
  }
}

/** Somebody was faster; or an earlier attempt arrived and only its answer was lost. */
async function conflicted(deed: Deed, user: string): Promise<Outcome> {
  const now = await alertById(deed.alert);
  if (!now.ok) {
    keep({ ...deed, user, at: Date.now() });
    return KEPT;
  }
  apply(now.value);
  const why = meanwhile(now.value, deed.act, user);
  if (why) {
    return refused(deed, user, why);
  }
  forget(deed, user);
  return DONE;
}

/** Who did what instead; empty when it is what this person wanted. */
export function meanwhile(now: AlertStory, act: Act, user: string): string {
  const { acknowledged, closed } = now;
  if (closed) {
    const mine = act.kind === 'close' && closed.by === user && closed.note === act.note;
    return mine ? '' : say('act.closed.by', { by: nameOf(now, closed.by), time: timeOf(closed.at), note: closed.note ?? '' });
  }
  if (act.kind === 'acknowledge' && acknowledged && acknowledged.by !== user) {
    return say('act.acknowledged.by', { by: nameOf(now, acknowledged.by), time: timeOf(acknowledged.at) });
  }
  return act.kind === 'acknowledge' && acknowledged ? '' : say('act.drill');
}

export const nameOf = (story: Pick<AlertStory, 'people'>, id: string) => story.people[id]?.name ?? id;

function timeOf(at: string): string {
  return clockTime(Date.parse(at), serverNow.peek(), campus.peek()?.timezone ?? 'UTC');
}

/** What is acknowledged again after its lease has lapsed is not asked to be unclaimed. */
export const acknowledging = (alert: Alert): Act => ({ kind: 'acknowledge', unclaimed: !alert.acknowledged });
