import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Answer } from '../api/http';
import { dryRun } from './api';
import { Strips } from './Strips';
import type { RuleKeys, Trial } from './types';
import { say } from './words';

const DAYS = [1, 7, 30] as const;
/** After the last key that was struck. */
const PAUSE_MS = 700;

export interface Pair {
  edited: Answer<Trial>;
  current: Answer<Trial> | null;
}

interface Props {
  /** Null while the form is not complete. */
  edited: RuleKeys | null;
  /** The rule as it is; null for a new one. */
  current: RuleKeys | null;
  /** False for what no history can tell. */
  possible: boolean;
}

/** How often the edited rule would have told people, beside the rule as it is. */
export function Preview({ edited, current, possible }: Props) {
  const id = useId();
  const days = useSignal<number>(1);
  const pair = useSignal<Pair | null>(null);
  const running = useSignal(false);
  const turn = useRef(0);
  const before = useRef<{ days: number; answer: Answer<Trial> } | null>(null);
  const wanted = edited ? JSON.stringify(edited) : '';
  useEffect(() => {
    const mine = ++turn.current;
    if (!edited) {
      pair.value = null;
      running.value = false;
      return;
    }
    const timer = window.setTimeout(async () => {
      running.value = true;
      // Off or on, the question is what it would tell.
      const answer = await dryRun({ ...edited, on: true }, days.peek());
      if (current && before.current?.days !== days.peek()) {
        before.current = { days: days.peek(), answer: await dryRun({ ...current, on: true }, days.peek()) };
      }
      if (mine === turn.current) {
        pair.value = { edited: answer, current: before.current?.answer ?? null };
        running.value = false;
      }
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [wanted, days.value]);
  if (!possible) {
    return null;
  }
  return (
    <section class="card part trial" aria-labelledby={id} data-testid="trial">
      <div class="head">
        <h2 id={id}>{say('trial.title')}</h2>
        <select value={String(days.value)} aria-label={say('trial.days')} onChange={(e) => (days.value = Number(e.currentTarget.value))} data-testid="trial-days">
          {DAYS.map((n) => (
            <option key={n} value={n}>
              {`${say('trial.days')} ${say('trial.day', { n })}`}
            </option>
          ))}
        </select>
      </div>
      <p class="muted" role="status">
        {running.value ? say('trial.running') : !edited ? say('trial.waiting') : ''}
      </p>
      {pair.value && <Result of={pair.value} days={days.value} />}
    </section>
  );
}

function Result({ of, days }: { of: Pair; days: number }) {
  const { edited, current } = of;
  if (!edited.ok) {
    return <p class="failure">{say('trial.failed', { detail: edited.detail })}</p>;
  }
  const after = edited.value;
  const before = current?.ok ? current.value : null;
  const more = before ? after.total - before.total : 0;
  return (
    <>
      <dl class="totals">
        <div>
          <dt>{say('trial.after')}</dt>
          <dd class="num" data-testid="trial-after">
            {say('trial.count', { n: after.total })}
          </dd>
        </div>
        {before && (
          <div>
            <dt>{say('trial.before')}</dt>
            <dd class="num" data-testid="trial-before">
              {say('trial.count', { n: before.total })}
            </dd>
          </div>
        )}
      </dl>
      {before && (
        <p>
          <b>{more > 0 ? say('trial.more', { n: more }) : more < 0 ? say('trial.fewer', { n: -more }) : say('trial.same')}</b>
        </p>
      )}
      <p class="muted">
        {after.covers === 0
          ? say('trial.nowhere')
          : after.covers > after.points.length
            ? say('trial.some', { all: after.covers, n: after.points.length })
            : say('trial.points', { n: after.points.length })}
      </p>
      <Strips after={after} before={before} days={days} />
    </>
  );
}
