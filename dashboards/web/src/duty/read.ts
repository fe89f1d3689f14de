import type { Answer } from '../api/http';

/** What was read, and what became of the last try: old content stays readable while a refresh fails. */
export interface Read<T> {
  value: T | null;
  /** When `value` was read, by this browser's clock. */
  at: number;
  failure: string;
}

export const unread = <T>(): Read<T> => ({ value: null, at: 0, failure: '' });

export function taken<T>(before: Read<T>, answer: Answer<T>): Read<T> {
  return answer.ok ? { value: answer.value, at: Date.now(), failure: '' } : { ...before, failure: answer.detail };
}
