import { signal } from '@preact/signals';
import { askAnybody, logOut, whenRefused, whoAmI } from './api/http';
import type { Right, Who, Whole } from './api/types';
import { begin, start, started, stop } from './live/stream';

/** `asking` until the service has said who this is; `expired` is whose session ended by itself. */
export const session = signal<
  { state: 'asking' | 'unreachable' } | { state: 'out'; expired: string } | ({ state: 'in' } & Who)
>({ state: 'asking' });

/** Whether who is logged in may do that; the service decides in any case. Buttons that would be refused are not shown. */
export function may(right: Right): boolean {
  const who = session.value;
  return who.state === 'in' && who.rights.includes(right);
}

const RETRY_MS = 2000;

export async function enter(): Promise<void> {
  const answer = await whoAmI();
  if (answer.ok) {
    session.value = { state: 'in', ...answer.value };
    if (answer.value.mustChangePassword) {
      stop();
    } else if (!started(whoAmI)) {
      start();
    }
  } else if (answer.status !== 401) {
    session.value = { state: 'unreachable' };
    setTimeout(() => void enter(), RETRY_MS);
  }
}

export async function leave(): Promise<void> {
  await logOut();
  // The next person begins at the beginning.
  location.hash = '#/';
  out('');
}

/** Whoever was in comes back to the same address after the login. */
function refused(): void {
  const who = session.peek();
  out(who.state === 'in' ? who.user : '');
}

function out(expired: string): void {
  stop();
  session.value = { state: 'out', expired };
}

/** What becomes of the stream is no news while it is being asked who this is. */
const nobodyYet = async (): Promise<void> => {};

export function followSession(): void {
  whenRefused(refused);
  // Side by side: the answer that says who this is must not keep the values waiting. Nobody gets none.
  start(nobodyYet);
  void askAnybody<Whole>('GET', '/api/v1/overview').then((answer) => answer.ok && begin(answer.value));
  void enter();
}
