import { signal } from '@preact/signals';
import { logOut, whenRefused, whoAmI } from './api/http';
import type { Right, Who } from './api/types';
import { start, stop } from './live/stream';

/** `asking` until the service has said who this is. */
export const session = signal<{ state: 'asking' | 'unreachable' | 'out' } | ({ state: 'in' } & Who)>({
  state: 'asking',
});

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
    start();
  } else if (answer.status !== 401) {
    session.value = { state: 'unreachable' };
    setTimeout(() => void enter(), RETRY_MS);
  }
}

export async function leave(): Promise<void> {
  await logOut();
  refused();
}

function refused(): void {
  stop();
  session.value = { state: 'out' };
}

export function followSession(): void {
  whenRefused(refused);
  void enter();
}
