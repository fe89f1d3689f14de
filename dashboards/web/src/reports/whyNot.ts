import type { Failure } from '../api/http';
import { has, say } from './words';

/** Why something was not done, in the language of the page as far as it knows words for it. */
export function whyNot(answer: Failure): string {
  if (answer.status === 0) {
    return say('failed', { why: say('unreachable') });
  }
  const key = `code.${answer.code ?? ''}`;
  return say('failed', { why: has(key) ? say(key, { why: answer.detail }) : answer.detail });
}
