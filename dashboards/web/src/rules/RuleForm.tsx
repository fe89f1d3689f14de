import { useSignal } from '@preact/signals';
import { campus } from '../live/stream';
import { named, t } from '../words/words';
import { quantityText, placeText } from '../format/place';
import { unitWord } from '../format/value';
import * as api from './api';
import { WeekDays } from '../amend/WeekDays';
import { ChoiceField, TextField, TimeField } from './fields';
import { canBeTried, draftOf, faultsOf, hasBound, hasTime, hasWithin, isFixed, isOfPoints, isSilence, keysOf, KINDS, type Draft, type Fault, type Field, type Kind } from './keys';
import { Preview } from './Preview';
import { unitOf, whatText, whereText } from './sentence';
import type { RuleKeys, WholeRule } from './types';
import { say } from './words';

interface Props {
  title: string;
  original: RuleKeys;
  version: number;
  isNew: boolean;
  onSaved: (rule: WholeRule) => void;
  onReload: () => void;
  onCancel: () => void;
}

/** A rule field by field, with what it would have done beside it. */
export function RuleForm({ title, original, version, isNew, onSaved, onReload, onCancel }: Props) {
  const draft = useSignal<Draft>(isNew ? { ...draftOf(original), text: { ...draftOf(original).text, bound: '' } } : draftOf(original));
  const failure = useSignal('');
  const conflict = useSignal(false);
  const busy = useSignal(false);
  const { kind, text } = draft.value;
  const faults = faultsOf(draft.value);
  const keys = keysOf(draft.value, original);
  const set = (field: Field) => (value: string) => (draft.value = { kind, text: { ...draft.value.text, [field]: value } });
  const field = (name: Field) => ({ label: say(`form.${name}` as 'form.id'), value: text[name], onChange: set(name), testId: `form-${name}` });
  const save = async (event: Event) => {
    event.preventDefault();
    failure.value = faults[0] ? faultText(faults[0]) : '';
    if (failure.value) {
      return;
    }
    busy.value = true;
    const answer = await api.save(keys, version);
    busy.value = false;
    if (answer.ok) {
      onSaved(answer.value);
      return;
    }
    conflict.value = answer.status === 409;
    failure.value = conflict.value ? say('conflict') : say('refused', { detail: answer.detail });
  };
  const unit = kind === 'coverage-below' ? '%' : unitWord(unitOf(keys, campus.value));
  const quantities = [...new Set([...(campus.value?.points.values() ?? [])].map((p) => p.quantity))].sort();
  const areas = campus.value?.sites.flatMap((s) => s.areas.map((a) => [a.path, placeText(campus.value, s.id, a.path)] as const)) ?? [];
  return (
    <form class="rule-form" onSubmit={(e) => void save(e)} noValidate data-testid="rule-form">
      <h1>{title}</h1>
      <div class="columns">
        <div class="sets">
          <fieldset class="card part">
            <legend>{say('form.condition')}</legend>
            <ChoiceField
              {...field('id')}
              label={say('form.kind')}
              value={kind}
              testId="form-kind"
              options={KINDS.filter((k) => k === kind || !isFixed(k)).map((k) => [k, say(`kind.${k}`)])}
              onChange={(k) => (draft.value = { ...draft.value, kind: k as Kind })}
            />
            {isOfPoints(kind) && (
              <ChoiceField
                {...field('quantity')}
                options={[
                  ['', say('form.quantity.all')],
                  ...(text.quantity && !quantities.includes(text.quantity) ? [[text.quantity, quantityText(text.quantity)] as const] : []),
                  ...quantities.map((q) => [q, quantityText(q)] as const),
                ]}
              />
            )}
            {hasBound(kind) && <TextField {...field('bound')} unit={unit} numeric />}
            {kind === 'outside' && (
              <>
                <TextField {...field('low')} unit={unit} numeric />
                <TextField {...field('high')} unit={unit} numeric />
              </>
            )}
            {hasWithin(kind) && <TimeField {...field('within')} />}
            {hasTime(kind) && <TimeField {...field('time')} label={say('form.silence')} />}
            {!isSilence(kind) && (
              <>
                <TimeField {...field('for')} />
                <TextField {...field('deadband')} unit={unit} numeric />
                <TimeField {...field('clear-for')} />
              </>
            )}
            <TimeField {...field('flutter')} />
            <ChoiceField {...field('severity')} options={[['critical', t('state.critical')], ['warning', t('state.warning')], ['info', t('state.info')]]} />
          </fieldset>
          {isOfPoints(kind) && (
            <fieldset class="card part">
              <legend>{say('form.place')}</legend>
              <TextField {...field('area')} hint={say('form.area.hint')} suggestions={areas} />
              <TextField {...field('tag')} />
              <ChoiceField
                {...field('point')}
                options={[
                  ['', say('form.point.all')],
                  ...(text.point && !campus.value?.points.has(text.point) ? [[text.point, text.point] as const] : []),
                  ...[...(campus.value?.points.values() ?? [])].map((p) => [p.id, `${placeText(campus.value, p.site, p.area)} · ${p.id}`] as const),
                ]}
              />
            </fieldset>
          )}
          {!isSilence(kind) && (
            <fieldset class="card part">
              <legend>{say('form.hours')}</legend>
              <WeekDays label={say('form.days')} days={text.days.split(' ').filter(Boolean)} onChange={(days) => set('days')(days.join(' '))} />
              <TextField {...field('from')} type="time" />
              <TextField {...field('to')} type="time" />
              <TextField {...field('dates')} hint={say('form.dates.hint')} />
            </fieldset>
          )}
          <fieldset class="card part">
            <legend>{say('form.words')}</legend>
            {isNew && <TextField {...field('id')} hint={say('form.id.hint')} />}
            <TextField {...field('name')} />
            <TextField {...field('name-en')} />
            <TextField {...field('do')} hint={say('form.do.hint')} long />
            <TextField {...field('do-en')} long />
            {text.do.trim() && <TimeField {...field('report-within')} />}
          </fieldset>
          <fieldset class="card part">
            <legend>{say('form.more')}</legend>
            <TextField {...field('source')} />
            <TextField {...field('edition')} />
            <TextField {...field('link')} />
            {!isSilence(kind) && (
              <>
                <TextField {...field('valid-from')} type="date" />
                <TextField {...field('valid-until')} type="date" />
              </>
            )}
          </fieldset>
        </div>
        <div class="beside">
          <p class="card part sentence" role="status">
            {faults.length === 0 ? `${whatText(keys, campus.value)}${named('。', '. ')}${whereText(keys, campus.value)}` : faultText(faults[0])}
          </p>
          <Preview edited={faults.length === 0 && canBeTried(kind) ? keys : null} current={isNew ? null : original} possible={canBeTried(kind)} />
        </div>
      </div>
      <div class="save-bar">
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy.value} data-testid="rule-save">
            {busy.value ? say('working') : say('form.save')}
          </button>
          {conflict.value && (
            <button type="button" onClick={onReload}>
              {say('reload')}
            </button>
          )}
          <button type="button" onClick={onCancel}>
            {say('cancel')}
          </button>
        </div>
      </div>
    </form>
  );
}

function faultText(fault: Fault | undefined): string {
  if (!fault) {
    return '';
  }
  if (fault.kind === 'badid') {
    return say('form.badid');
  }
  if (fault.kind === 'order') {
    return say('form.order');
  }
  return say(`form.${fault.kind}`, { field: say(fault.field === 'time' ? 'form.silence' : (`form.${fault.field}` as 'form.id')) });
}
