import { duration } from '../format/time';
import { unitWord, valueText } from '../format/value';
import { StateMark } from '../frame/Icon';
import { named, t } from '../words/words';
import type { Watching } from './api';
import { say } from './words';

interface Of {
  unit: string;
  quantity: string;
}

/** Changes of a value have its unit, but are no values: a fault does not rise by "no fault". */
function change(amount: number, unit: string): string {
  const word = unitWord(unit);
  return word ? `${amount} ${word}` : String(amount);
}

function bounded(rule: Watching, show: (limit: number) => string): string {
  const { lower, upper, inclusive } = rule;
  if (lower !== undefined && upper !== undefined) {
    return say('rule.band', { low: show(lower), high: show(upper) });
  }
  if (upper !== undefined) {
    return say(inclusive ? 'rule.atleast' : 'rule.above', { limit: show(upper) });
  }
  return say(inclusive ? 'rule.atmost' : 'rule.below', { limit: show(lower ?? 0) });
}

function condition(rule: Watching, { unit, quantity }: Of): string {
  const limit = rule.upper ?? rule.lower ?? 0;
  const window = duration(rule.windowMs ?? 0);
  switch (rule.condition) {
    case 'value':
      return bounded(rule, (at) => valueText(at, unit, quantity));
    case 'rises':
      return say('rule.rises', { window, limit: change(limit, unit) });
    case 'falls':
      return say('rule.falls', { window, limit: change(limit, unit) });
    case 'stuck':
      return say('rule.stuck', { limit: duration(limit * 60_000) });
    case 'no-data':
      return say('rule.nodata', { window });
    case 'coverage':
      return say('rule.coverage', { bound: bounded(rule, (at) => `${at} %`) });
  }
}

/** When it tells whom about this point, in a sentence. */
export function ruleText(rule: Watching, of: Of): string {
  const text = condition(rule, of);
  return rule.forMs > 0 ? say('rule.for', { condition: text, duration: duration(rule.forMs) }) : text;
}

function sourceText(rule: Watching): string {
  if (!rule.source) {
    return say(rule.byCampus ? 'rule.source.campus' : 'rule.source.default');
  }
  const edition = rule.edition ? say('rule.edition', { edition: rule.edition }) : '';
  return say('rule.source', { source: rule.source }) + edition;
}

export function RulesCard({ rules, of }: { rules: readonly Watching[]; of: Of }) {
  return (
    <section class="card part rules" aria-labelledby="rules-title">
      <h2 id="rules-title">{say('rules')}</h2>
      {rules.length === 0 && <p>{say('rules.none')}</p>}
      <ul class="rule-list" data-testid="rules">
        {rules.map((rule) => (
          <li key={rule.id} data-testid={`rule-${rule.id}`}>
            <p class="rule-head">
              <StateMark state={rule.severity} />
              <b>{named(rule.name, rule.nameEn) || rule.id}</b>
            </p>
            <p>{ruleText(rule, of)}</p>
            {rule.do && <p>{say('rule.do', { what: named(rule.do, rule.doEn) })}</p>}
            <p class="muted">{sourceText(rule)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const boundText = (upper: boolean, limit: string, name: string) =>
  `${say(upper ? 'upper' : 'lower', { limit })}${t('join')}${name}`;
