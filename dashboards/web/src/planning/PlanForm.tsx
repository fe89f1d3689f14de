import { useEffect, useState } from 'preact/hooks';
import { failureText } from '../amend/AskDialog';
import { WeekDays } from '../amend/WeekDays';
import { say as sayAmend } from '../amend/words';
import { sprayers } from '../disinfection/api';
import type { Sprayer } from '../disinfection/types';
import { campus } from '../live/stream';
import { ChoiceField, TextField } from '../rules/fields';
import { named } from '../words/words';
import { preview, save } from './api';
import { draftOf, keysOf, type Draft, type Field } from './keys';
import { planLink } from './PlanList';
import { Slots } from './Slots';
import type { PlanKeys, PlanSlot, WholePlan } from './types';
import { say } from './words';

interface Props {
  title: string;
  original: PlanKeys;
  version: number;
  isNew: boolean;
  onSaved: (plan: WholePlan) => void;
  onCancel: () => void;
}

/** After the last key that was struck. */
const PAUSE_MS = 500;

/** A plan that no file has. */
export function NewPlan() {
  return (
    <PlanForm
      title={say('form.new')}
      original={{ id: '', agent: '84 消毒液', concentration: 500, contact: '30m', times: ['06:00-07:00'] }}
      version={0}
      isNew
      onSaved={(plan) => (location.hash = planLink(plan.id))}
      onCancel={() => (location.hash = '#/disinfection/plan')}
    />
  );
}

/** A plan field by field, with the slots that it would make beside it. */
export function PlanForm({ title, original, version, isNew, onSaved, onCancel }: Props) {
  const sites = campus.value?.sites ?? [];
  const [draft, setDraft] = useState<Draft>(() => {
    const of = draftOf(original);
    const site = of.text.site ?? sites[0]?.id ?? '';
    const area = of.text.area ?? sites.find((s) => s.id === site)?.areas[0]?.path ?? '';
    return { ...of, text: { ...of.text, site, area } };
  });
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const machines = usePortable();
  const { text, way } = draft;
  const keys = keysOf(draft, original);
  const set = (name: Field, value: string) => setDraft({ ...draft, text: { ...text, [name]: value } });
  const field = (name: Field) => ({
    label: say(`form.${name}`),
    value: text[name] ?? '',
    onChange: (value: string) => set(name, value),
    testId: `plan-${name}`,
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await save(keys, version);
    setBusy(false);
    if (answer.ok) {
      onSaved(answer.value);
    } else {
      setFailure(failureText(answer));
    }
  };
  const areas = sites.find((s) => s.id === text.site)?.areas ?? [];
  return (
    <form class="sets" onSubmit={(e) => void submit(e)} noValidate data-testid="plan-form">
      <h1>{title}</h1>
      <div class="columns">
        <div class="sets">
          <fieldset class="card part">
            <legend>{say('form.place')}</legend>
            {isNew && <TextField {...field('id')} />}
            {isNew && <ChoiceField {...field('site')} options={sites.map((s) => [s.id, named(s.name, s.nameEn)] as const)} />}
            <ChoiceField {...field('area')} options={areas.map((a) => [a.path, named(a.name, a.nameEn)] as const)} />
            {machines.length > 0 && (
              <ChoiceField
                {...field('sprayer')}
                options={[['', say('form.sprayer.own')], ...machines.filter((s) => s.site === text.site).map((s) => [s.id, named(s.name, s.nameEn)] as const)]}
              />
            )}
          </fieldset>
          <fieldset class="card part">
            <legend>{say('form.when')}</legend>
            <ChoiceField
              label={say('form.way')}
              value={way}
              onChange={(next) => setDraft({ ...draft, way: next as Draft['way'] })}
              testId="plan-way"
              options={[['times', say('form.way.times')], ['rrule', say('form.way.rrule')]]}
            />
            {way === 'times' ? (
              <TextField {...field('times')} hint={say('form.times.hint')} />
            ) : (
              <>
                <TextField {...field('rrule')} hint={say('form.rrule.hint')} />
                <TextField {...field('start')} />
                <TextField {...field('lasts')} />
              </>
            )}
            <WeekDays label={say('form.days')} days={draft.days} onChange={(days) => setDraft({ ...draft, days })} />
            <TextField {...field('dates')} hint={say('form.dates.hint')} />
          </fieldset>
          <fieldset class="card part">
            <legend>{say('form.what')}</legend>
            <TextField {...field('agent')} />
            <TextField {...field('concentration')} numeric />
            <TextField {...field('contact')} />
            <TextField {...field('square-metres')} numeric />
            <TextField {...field('per-square-metre')} numeric />
            <TextField {...field('litres')} numeric />
            <TextField {...field('spraying')} />
            <TextField {...field('low')} numeric />
            <TextField {...field('high')} numeric />
          </fieldset>
        </div>
        <Previewed keys={keys} />
      </div>
      <div>
        <p class="failure" role="alert">
          {failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy} data-testid="plan-save">
            {busy ? sayAmend('working') : say('form.save')}
          </button>
          <button type="button" onClick={onCancel}>
            {sayAmend('cancel')}
          </button>
        </div>
      </div>
    </form>
  );
}

function usePortable(): Sprayer[] {
  const [portable, setPortable] = useState<Sprayer[]>([]);
  useEffect(() => {
    void sprayers().then((answer) => answer.ok && setPortable(answer.value.sprayers.filter((s) => s.portable)));
  }, []);
  return portable;
}

/** The slots that it would make, or in a sentence why it can't be like that. */
function Previewed({ keys }: { keys: PlanKeys }) {
  const [slots, setSlots] = useState<PlanSlot[] | null>(null);
  const [wrong, setWrong] = useState('');
  const wanted = JSON.stringify(keys);
  useEffect(() => {
    let here = true;
    const timer = window.setTimeout(async () => {
      const asked = JSON.parse(wanted) as PlanKeys;
      // A new one has no id yet, and can be looked at all the same.
      const answer = await preview({ ...asked, id: asked.id || 'new' });
      if (here) {
        const why = answer.ok ? answer.value.wrong : answer.status === 0 ? sayAmend('unreachable') : answer.detail;
        setSlots(answer.ok && !why ? answer.value.slots : null);
        setWrong(why ?? '');
      }
    }, PAUSE_MS);
    return () => {
      here = false;
      window.clearTimeout(timer);
    };
  }, [wanted]);
  return (
    <section class="card part beside" data-testid="plan-preview">
      <h2>{say('slots.title')}</h2>
      <p class="failure" role="status" data-testid="plan-wrong">
        {wrong && say('form.wrong', { detail: wrong })}
      </p>
      {slots ? <Slots of={slots} /> : !wrong && <p class="muted">{say('form.checking')}</p>}
    </section>
  );
}
