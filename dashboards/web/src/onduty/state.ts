import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { serverNow } from '../live/stream';
import { dutyNow, type DutyNow } from './api';

const EVERY_MS = 60_000;

/** What was read last, and whether reading it again has failed since. */
export const onDuty = signal<{ duty: DutyNow | null; failed: boolean }>({ duty: null, failed: false });

async function refresh(): Promise<void> {
  const answer = await dutyNow();
  onDuty.value = answer.ok ? { duty: answer.value, failed: false } : { ...onDuty.peek(), failed: true };
}

/** Reads who is on duty while somebody looks: each minute, and as soon as the next change is due. */
export function useOnDuty(): void {
  useEffect(() => {
    void refresh();
    const minutely = setInterval(() => void refresh(), EVERY_MS);
    return () => clearInterval(minutely);
  }, []);
  const { duty } = onDuty.value;
  const due = duty?.sites.some((s) => s.next && Date.parse(s.next) <= serverNow.value) ?? false;
  useEffect(() => {
    if (due) {
      void refresh();
    }
  }, [due]);
}
