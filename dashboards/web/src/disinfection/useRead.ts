import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../api/http';
import { say } from './words';

export interface Read<T> {
  value?: T;
  /** When the value was read, milliseconds since 1970. */
  at?: number;
  /** Why the last time did not succeed; empty when it did. */
  failure: string;
  again: () => void;
  set: (value: T) => void;
}

/** Reads at once and again and again; what was read before stays, with why it is old. */
export function useRead<T>(key: string, read: () => Promise<Answer<T>>, everyMs: number): Read<T> {
  const [state, setState] = useState<{ key: string; value?: T; at?: number; failure: string }>({ key, failure: '' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let here = true;
    const load = async () => {
      const answer = await read();
      if (!here) {
        return;
      }
      if (answer.ok) {
        setState({ key, value: answer.value, at: Date.now(), failure: '' });
      } else {
        const failure = answer.status === 0 ? say('unreachable') : answer.detail;
        setState((before) => (before.key === key ? { ...before, failure } : { key, failure }));
      }
    };
    void load();
    const timer = window.setInterval(() => void load(), everyMs);
    return () => {
      here = false;
      window.clearInterval(timer);
    };
  }, [key, attempt]);
  const mine = state.key === key ? state : { key, failure: '' };
  return {
    ...mine,
    again: () => setAttempt((n) => n + 1),
    set: (value) => setState({ key, value, at: Date.now(), failure: '' }),
  };
}
