import { StateMark } from '../frame/Icon';
import type { PointState } from '../api/types';
import type { Clause, Verdict } from '../situation/verdict';
import { t, wordOf } from '../words/words';
import { isKnown } from './Troubles';

/** The sentence, said aloud when it changes; then what is needed to weigh it. */
export function VerdictLine({ verdict, lost }: { verdict: Verdict | null; lost: boolean }) {
  const tone = lost || !verdict ? 'unknown' : verdict.tone;
  return (
    <section class={`verdict is-${tone}`} data-testid="verdict" data-state={tone}>
      <h1 aria-live="polite">{headline(verdict, lost)}</h1>
      {verdict && <p class="muted num">{background(verdict, lost)}</p>}
      {verdict && !lost && <Pills verdict={verdict} />}
    </section>
  );
}

export function headline(verdict: Verdict | null, lost: boolean): string {
  if (lost) {
    return t(verdict ? 'verdict.lost' : 'verdict.lost.never');
  }
  return verdict ? sentence(verdict) : t('verdict.loading');
}

export function sentence(verdict: Verdict): string {
  const text = verdict.clauses.map(clause).join(t('join'));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clause(of: Clause): string {
  switch (of.say) {
    case 'trouble':
      return isKnown(of.name)
        ? t(`verdict.trouble.${of.name}`)
        : t('verdict.trouble.other', { name: of.name });
    case 'clean':
    case 'nopoints':
      return t(`verdict.${of.say}`);
    default:
      return t(`verdict.${of.say}`, { n: of.n });
  }
}

function background(verdict: Verdict, lost: boolean): string {
  if (lost) {
    return t('verdict.before', { sentence: sentence(verdict) });
  }
  const first = verdict.clauses[0]?.say;
  if (first === 'clean') {
    return t('verdict.sub.clean', { n: verdict.normal, g: verdict.gatewaysOnline });
  }
  if (first === 'nopoints') {
    return t('verdict.sub.nopoints');
  }
  const parts = [
    verdict.claimed > 0 ? t('verdict.sub.claimed', { n: verdict.claimed }) : '',
    verdict.normal > 0 ? t('verdict.sub.rest', { n: verdict.normal }) : '',
    verdict.noData > 0 ? t('verdict.sub.blind') : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Only what there is: a zero beside missing data would look like a clean zero. */
function Pills({ verdict }: { verdict: Verdict }) {
  const all: [PointState, number][] = [
    ['critical', verdict.critical],
    ['warning', verdict.warning],
    ['info', verdict.info],
    ['no-data', verdict.noData],
  ];
  const shown = all.filter(([, n]) => n > 0);
  if (shown.length === 0) {
    return null;
  }
  return (
    <ul class="pills">
      {shown.map(([state, n]) => (
        <li key={state} class="pill num">
          <StateMark state={state} word={`${wordOf('state', state)} ${n}`} />
        </li>
      ))}
    </ul>
  );
}
