import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from './http';

/** What was asked for once or now and then. A failed refresh keeps what was read before, and says so. */
export interface Asked<T> {
  value: T | null;
  /** Milliseconds since 1970 by this browser; 0 before the first answer. */
  readAt: number;
  failure: string;
  again: () => Promise<void>;
}

/**
 * Asks when the component appears, when `key` changes, and each `everyMs` if that is given.
 *
 * @param key of what is asked for; an answer to a former key is dropped
 */
export function useAsked<T>(key: string, load: () => Promise<Answer<T>>, everyMs = 0): Asked<T> {
  const state = useSignal<{ key: string; value: T | null; readAt: number; failure: string }>(nothing(key));
  const ask = async () => {
    const answer = await load();
    const before = state.peek().key === key ? state.peek() : nothing<T>(key);
    state.value = answer.ok
      ? { key, value: answer.value, readAt: Date.now(), failure: '' }
      : { ...before, failure: answer.status === 0 ? '0' : answer.detail };
  };
  useEffect(() => {
    void ask();
    const timer = everyMs > 0 ? window.setInterval(() => void ask(), everyMs) : 0;
    return () => window.clearInterval(timer);
  }, [key]);
  const now = state.value.key === key ? state.value : nothing<T>(key);
  return { value: now.value, readAt: now.readAt, failure: now.failure, again: ask };
}

function nothing<T>(key: string) {
  return { key, value: null as T | null, readAt: 0, failure: '' };
}
