import { signal } from '@preact/signals';
import { ask, askAnybody, whenRefused } from '../api/http';
import { start, stop } from '../live/stream';
import { lang } from '../words/words';

/** `stranger`: nobody is logged in here; `revoked`: a token that was shown is good for nothing, or no longer. */
export const entrance = signal<'opening' | 'unreachable' | 'revoked' | 'stranger' | 'in'>('opening');

const RETRY_MS = 5000;
/** Somebody may log in, or make the token good again. */
const LATER_MS = 30_000;

/** A wall's token may read the overview and nothing else. */
const probe = () => ask<unknown>('GET', '/api/v1/overview');

async function enter(): Promise<void> {
  const answer = await probe();
  if (answer.ok) {
    entrance.value = 'in';
    start(probe);
  } else if (answer.status !== 401) {
    entrance.value = 'unreachable';
    setTimeout(() => void enter(), RETRY_MS);
  }
}

/** Shows the token once; afterwards a cookie that no script can read stands for it. */
async function show(token: string): Promise<void> {
  const answer = await askAnybody<unknown>('POST', '/api/v1/session', { token });
  if (answer.ok) {
    await enter();
  } else if (answer.status === 401) {
    entrance.value = 'revoked';
    setTimeout(() => void show(token), LATER_MS);
  } else {
    entrance.value = 'unreachable';
    setTimeout(() => void show(token), RETRY_MS);
  }
}

function refused(): void {
  const was = entrance.peek();
  stop();
  entrance.value = was === 'in' || was === 'revoked' ? 'revoked' : 'stranger';
  setTimeout(() => void enter(), LATER_MS);
}

/** Takes `?token=` out of the address, where everybody would read it, and `?lang=en` for a screen that speaks English. */
export function comeIn(): void {
  const asked = new URLSearchParams(location.search);
  const token = asked.get('token');
  if (asked.get('lang')) {
    lang.value = asked.get('lang') === 'en' ? 'en' : 'zh-CN';
  }
  history.replaceState(null, '', location.pathname);
  whenRefused(refused);
  void (token ? show(token) : enter());
}
