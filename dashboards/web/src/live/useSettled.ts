import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';

/** What follows from signals; the same object as before while it says the same, so that nothing is drawn again for it. */
export function useSettled<T>(follow: () => T): T {
  const before = useRef<{ text: string; value: T } | null>(null);
  return useComputed(() => {
    const value = follow();
    const text = JSON.stringify(value);
    if (before.current?.text !== text) {
      before.current = { text, value };
    }
    return before.current.value;
  }).value;
}
