import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Answer } from '../api/http';
import { serverNow } from '../live/stream';
import { marks, readings, type Marks, type Readings } from './api';
import { bucketsFor, refreshMs, spanOf, type Range, type Span } from './range';

/** What a chart shows, and how old it is. */
export interface Loaded {
  data: { span: Span; readings: Readings; marks: Answer<Marks> } | null;
  /** When that was read, by the service's clock. */
  at: number | null;
  busy: boolean;
  /** Why the last attempt gave nothing; what was read before stays. */
  failure: string | null;
  /** The service does not know the point any more. */
  gone: boolean;
}

const NOTHING: Loaded = { data: null, at: null, busy: true, failure: null, gone: false };

/** Reads the history of a point now and again while its end is now. Answers that were overtaken are dropped. */
export function useHistory(id: string, everyMs: number | null, range: Range): ReadonlySignal<Loaded> {
  const loaded = useMemo(() => signal<Loaded>(NOTHING), [id]);
  const turn = useRef(0);
  useEffect(() => {
    if (everyMs === null) {
      return;
    }
    const load = async () => {
      const mine = ++turn.current;
      const now = serverNow.peek();
      const span = spanOf(range, now);
      const [values, happened] = await Promise.all([
        readings(id, span.from, span.to, bucketsFor(span, everyMs)),
        marks(id, span.from, span.to),
      ]);
      if (mine !== turn.current) {
        return;
      }
      const before = loaded.peek();
      if (values.ok) {
        const data = { span, readings: values.value, marks: happened };
        loaded.value = { data, at: now, busy: false, failure: null, gone: false };
      } else {
        loaded.value = { ...before, busy: false, failure: values.detail, gone: values.status === 404 };
      }
    };
    loaded.value = { ...loaded.peek(), busy: true };
    void load();
    const again = refreshMs(range, serverNow.peek());
    const timer = again ? window.setInterval(() => void load(), again) : 0;
    return () => {
      turn.current++;
      window.clearInterval(timer);
    };
  }, [id, everyMs, JSON.stringify(range)]);
  return loaded;
}
