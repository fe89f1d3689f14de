import { batch, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Changes, wordIn } from '../amend/Changes';
import { timeText } from '../amend/timeText';
import type { Answer } from '../api/http';
import { clockTime } from '../format/time';
import { daysText } from '../format/week';
import { StateMark } from '../frame/Icon';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { named, wordOf } from '../words/words';
import * as api from './api';
import { ConfirmDialog } from './ConfirmDialog';
import { RuleForm } from './RuleForm';
import { ruleName, sourceText, whatText, whereText } from './sentence';
import type { RuleKeys, WholeRule } from './types';
import { say, sentences } from './words';

/** One rule in words, what people made of it, and the ways to change it. */
export function RuleDetail({ id }: { id: string }) {
  const answer = useSignal<Answer<WholeRule> | null>(null);
  const editing = useSignal(false);
  const asking = useSignal<'turn' | 'back' | null>(null);
  const saved = useSignal(false);
  const load = async () => {
    answer.value = await api.rule(id);
  };
  useEffect(() => void load(), [id]);
  const rule = answer.value?.ok ? answer.value.value : null;
  const take = (next: WholeRule) =>
    batch(() => {
      answer.value = { ok: true, value: next };
      editing.value = false;
      asking.value = null;
      saved.value = true;
    });
  return (
    <>
      <a class="back" href="#/rules">
        ‹ {say('back')}
      </a>
      {answer.value === null && <p class="muted">{say('reading')}</p>}
      {answer.value?.ok === false && (
        <p class="failure" role="alert">
          {answer.value.status === 404 ? say('missing', { id }) : say('failed', { detail: answer.value.detail })}{' '}
          <button type="button" onClick={() => void load()}>
            {say('again')}
          </button>
        </p>
      )}
      {rule && editing.value && (
        <RuleForm
          title={say('form.edit', { name: ruleName(rule) })}
          original={rule.keys}
          version={rule.version}
          isNew={false}
          onSaved={take}
          onReload={() => {
            editing.value = false;
            void load();
          }}
          onCancel={() => (editing.value = false)}
        />
      )}
      {rule && !editing.value && (
        <>
          <div class="head">
            <div>
              <StateMark state={rule.on ? rule.severity : 'normal'} word={rule.on ? wordOf('state', rule.severity) : say('off')} />
              <h1>{ruleName(rule)}</h1>
            </div>
            {may('rule') && (
              <div class="acts">
                <button type="button" class="primary" onClick={() => batch(() => ((editing.value = true), (saved.value = false)))} data-testid="rule-edit">
                  {say('edit')}
                </button>
                <button type="button" onClick={() => (asking.value = 'turn')} data-testid="rule-turn">
                  {say(rule.on ? 'turn.off' : 'turn.on')}
                </button>
                {rule.origin === 'page' && (
                  <button type="button" onClick={() => (asking.value = 'back')} data-testid="rule-back">
                    {say(rule.inFile ? 'back.file' : 'delete')}
                  </button>
                )}
              </div>
            )}
          </div>
          <p class="saved" role="status">
            {saved.value && say('saved')}
          </p>
          {rule.fileEdited && (
            <p class="card part is-warning noted">
              <StateMark state="warning" word={say('file.edited')} />
            </p>
          )}
          <Facts rule={rule} />
          <Changes of={rule.changes} word={keyWord} />
        </>
      )}
      {rule && asking.value === 'turn' && <TurnDialog rule={rule} onDone={take} onClose={() => (asking.value = null)} />}
      {rule && asking.value === 'back' && (
        <BackDialog rule={rule} onDone={() => (rule.inFile ? void load().then(() => ((asking.value = null), (saved.value = true))) : (location.hash = '#/rules'))} onClose={() => (asking.value = null)} />
      )}
    </>
  );
}

/** The key that says what kind of rule it is holds the limit. */
const keyWord = (key: string) => wordIn(sentences, Object.hasOwn(sentences, `kind.${key}`) ? 'kind' : 'form')(key);

function Facts({ rule }: { rule: WholeRule }) {
  const { keys } = rule;
  const facts: [string, ComponentChildren][] = [
    [say('fact.what'), whatText(keys, campus.value)],
    [say('fact.where'), whereText(keys, campus.value)],
    [say('fact.do'), keys.do ? named(keys.do, keys['do-en']) : say('fact.do.none')],
  ];
  const also = (name: string, text: ComponentChildren) => text && facts.push([name, text]);
  also(say('fact.deadband'), keys.deadband && String(keys.deadband));
  also(say('fact.clear'), keys['clear-for'] && timeText(keys['clear-for']));
  also(say('fact.when'), keys.when && hoursText(keys.when));
  also(say('fact.report'), keys['report-within'] && timeText(keys['report-within']));
  also(
    say('fact.link'),
    keys.link && (
      <a href={keys.link} rel="noreferrer">
        {keys.link}
      </a>
    ),
  );
  facts.push([say('fact.source'), sourceText(keys) || say('fact.source.none')]);
  also(
    say('fact.valid'),
    (keys['valid-from'] || keys['valid-until']) &&
      say('fact.valid.span', { from: keys['valid-from'] ?? say('fact.valid.open'), to: keys['valid-until'] ?? say('fact.valid.open') }),
  );
  facts.push([say('fact.origin'), originText(rule)]);
  facts.push([say('fact.id'), <span class="code">{rule.id}</span>]);
  return (
    <dl class="card part facts" data-testid="rule-facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const hoursText = (when: NonNullable<RuleKeys['when']>) =>
  [daysText(when.days), when.from || when.to ? `${when.from ?? '00:00'}–${when.to ?? '00:00'}` : '', when.dates?.join(' ')].filter(Boolean).join(' · ');

function originText(rule: WholeRule): string {
  const zone = campus.value?.timezone ?? 'UTC';
  const changed =
    rule.origin === 'page' && rule.changed
      ? ` · ${say('fact.changed', { by: rule.changed.by, time: clockTime(Date.parse(rule.changed.at), serverNow.value, zone) })}`
      : '';
  return say(`origin.${rule.origin}`) + changed;
}

interface AskProps {
  rule: WholeRule;
  onDone: (rule: WholeRule) => void;
  onClose: () => void;
}

function TurnDialog({ rule, onDone, onClose }: AskProps) {
  const next: RuleKeys = { ...rule.keys, on: !rule.on };
  return (
    <ConfirmDialog
      title={rule.on ? say('turn.off.title', { name: ruleName(rule) }) : `${say('turn.on')} · ${ruleName(rule)}`}
      lines={rule.on ? [say('turn.off.ask'), rule.openAlerts > 0 ? say('turn.open', { n: rule.openAlerts }) : ''] : [whatText(rule.keys, campus.value)]}
      act={say(rule.on ? 'turn.off' : 'turn.on')}
      does={async () => {
        const answer = await api.save(next, rule.version);
        if (answer.ok) {
          onDone(answer.value);
        }
        return answer;
      }}
      onClose={onClose}
    />
  );
}

function BackDialog({ rule, onDone, onClose }: Omit<AskProps, 'onDone'> & { onDone: () => void }) {
  return (
    <ConfirmDialog
      title={rule.inFile ? say('back.file') : say('delete.title', { name: ruleName(rule) })}
      lines={[rule.inFile ? say('back.file.ask') : say('turn.off.ask'), !rule.inFile && rule.openAlerts > 0 ? say('turn.open', { n: rule.openAlerts }) : '']}
      act={say(rule.inFile ? 'back.file' : 'delete')}
      does={async () => {
        const answer = await api.giveBack(rule.id, rule.version);
        if (answer.ok) {
          onDone();
        }
        return answer;
      }}
      onClose={onClose}
    />
  );
}
