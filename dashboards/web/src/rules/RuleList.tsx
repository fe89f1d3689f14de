import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import type { Answer } from '../api/http';
import { StateMark } from '../frame/Icon';
import { campus } from '../live/stream';
import { may } from '../session';
import { named, t, wordOf } from '../words/words';
import * as api from './api';
import { ruleName, sourceText, whatText, whereText } from './sentence';
import type { Rule, Rules } from './types';
import { say } from './words';

const AGAIN_MS = 15_000;

export const ruleLink = (id: string) => `#/rules/${encodeURIComponent(id)}`;

/** Every rule as a sentence; those that are off stay in sight. */
export function RuleList() {
  const rules = useSignal<Rules | null>(null);
  const failure = useSignal('');
  const search = useSignal('');
  const severity = useSignal('');
  const state = useSignal('');
  const origin = useSignal('');
  const load = async () => {
    const answer: Answer<Rules> = await api.rules();
    failure.value = answer.ok ? '' : answer.detail;
    if (answer.ok) {
      rules.value = answer.value;
    }
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  const wanted = search.value.trim().toLowerCase();
  const found = (rules.value?.rules ?? []).filter(
    (rule) =>
      (!severity.value || rule.severity === severity.value) &&
      (!state.value || rule.on === (state.value === 'on')) &&
      (!origin.value || rule.origin === origin.value) &&
      (!wanted || textOf(rule).includes(wanted)),
  );
  return (
    <>
      <div class="head">
        <h1>{say('title')}</h1>
        {may('rule') && (
          <a class="button primary" href="#/rules?new" data-testid="rule-new">
            {say('new')}
          </a>
        )}
      </div>
      <p class="muted">{say('lead')}</p>
      <div class="filters">
        <Labelled label={say('search')}>
          {(id) => (
            <input id={id} type="search" value={search.value} placeholder={say('search.hint')} onInput={(e) => (search.value = e.currentTarget.value)} data-testid="rule-search" />
          )}
        </Labelled>
        <Choice label={say('filter.severity')} value={severity} options={[['critical', t('state.critical')], ['warning', t('state.warning')], ['info', t('state.info')]]} />
        <Choice label={say('filter.state')} value={state} options={[['on', say('on')], ['off', say('off')]]} />
        <Choice label={say('filter.origin')} value={origin} options={[['page', say('origin.page')], ['campus', say('origin.campus')], ['default', say('origin.default')]]} />
      </div>
      {failure.value && (
        <p class="failure" role="alert">
          {rules.value ? say('stale', { detail: failure.value }) : say('failed', { detail: failure.value })}{' '}
          <button type="button" onClick={() => void load()}>
            {say('again')}
          </button>
        </p>
      )}
      {!rules.value && !failure.value && <p class="muted">{say('reading')}</p>}
      {rules.value && rules.value.unread.length > 0 && <Unread of={rules.value.unread} onDone={() => void load()} />}
      {rules.value && (
        <>
          <p class="muted" role="status">
            {found.length ? say('count', { n: found.length }) : say('none')}
          </p>
          <ul class="card rules" data-testid="rules">
            {found.map((rule) => (
              <Row key={rule.id} rule={rule} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const textOf = (rule: Rule) =>
  [rule.id, rule.name, rule.nameEn, whatText(rule.keys, campus.value), whereText(rule.keys, campus.value), rule.keys.area, rule.keys.source, rule.keys.do]
    .join(' ')
    .toLowerCase();

function Row({ rule }: { rule: Rule }) {
  const source = sourceText(rule.keys);
  return (
    <li class={rule.on ? '' : 'off'} data-testid={`rule-${rule.id}`} data-on={rule.on}>
      <StateMark state={rule.on ? rule.severity : 'normal'} word={rule.on ? wordOf('state', rule.severity) : say('off')} />
      <div class="what">
        <a href={ruleLink(rule.id)}>{ruleName(rule)}</a>
        <p>{whatText(rule.keys, campus.value)}</p>
        <p class="muted">{whereText(rule.keys, campus.value)}</p>
      </div>
      <div class="why">
        <p>{rule.keys.do ? named(rule.keys.do, rule.keys['do-en']) : say('fact.do.none')}</p>
        {source && <p class="muted">{source}</p>}
      </div>
      <span class={`tag ${rule.origin}`}>{say(`origin.${rule.origin}`)}</span>
    </li>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ComponentChildren }) {
  const id = useId();
  return (
    <div>
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: { value: string };
  options: readonly (readonly [string, string])[];
}

function Choice({ label, value, options }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} value={value.value} onChange={(e) => (value.value = e.currentTarget.value)}>
          <option value="">{say('filter.all')}</option>
          {options.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** A change that can't hold must not vanish: it is said, with the way back. */
function Unread({ of, onDone }: { of: Rules['unread']; onDone: () => void }) {
  const failure = useSignal('');
  const back = async (id: string, version: number) => {
    const answer = await api.giveBack(id, version);
    failure.value = answer.ok ? '' : say('refused', { detail: answer.detail });
    onDone();
  };
  return (
    <div class="card part unread">
      <StateMark state="warning" word={say('unread')} />
      <ul>
        {of.map(({ id, why, version }) => (
          <li key={id}>
            <b>{id}</b> <span class="code">{why}</span>
            {may('rule') && (
              <button type="button" onClick={() => void back(id, version)}>
                {say('back.file')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="failure" role="alert">
        {failure.value}
      </p>
    </div>
  );
}
