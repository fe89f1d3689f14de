import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { inZone, zoned } from '../format/zoned';
import { campus, serverNow } from '../live/stream';
import { handIn, names, whyNot, type UpwardReport } from './api';
import { Field } from './Field';
import { eventPlace } from './UpwardSection';
import { say } from './words';

const NEEDED = ['what', 'affected', 'measures', 'to', 'recorder', 'reviewer'] as const;

/** The next version, filled in with what the one before said. What was typed stays until it was taken. */
export function HandInForm({ report, onKept }: { report: UpwardReport; onKept: (next: UpwardReport) => void }) {
  const failure = useSignal('');
  const busy = useSignal(false);
  const known = useSignal<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    void names().then((found) => (known.value = found));
  }, []);
  const zone = campus.value?.timezone ?? 'UTC';
  const before = report.versions.filter((v) => v.kind !== 'not-required').at(-1);
  const kinds = before ? (['follow-up', 'final'] as const) : (['first'] as const);

  const submit = async (event: Event) => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const empty = NEEDED.filter((name) => !text(name));
    if (empty.length > 0) {
      failure.value = say('form.needed', { fields: empty.map((name) => say(`form.${name}`)).join(' · ') });
      document.getElementById(`form-${empty[0]}`)?.focus();
      return;
    }
    if (busy.value) {
      return;
    }
    busy.value = true;
    const time = (name: string) => {
      const at = inZone(text(name), zone);
      return at === null ? '' : new Date(at).toISOString();
    };
    const answer = await handIn(report.id, {
      ...Object.fromEntries(['kind', 'place', 'what', 'measures', 'to', 'way', 'recorder', 'recorderPin', 'reviewer', 'reviewerPin', 'signatory'].map((name) => [name, text(name)])),
      affected: Number(text('affected')),
      happened: time('happened'),
      reported: time('reported'),
    });
    busy.value = false;
    failure.value = answer.ok ? '' : whyNot(answer);
    if (answer.ok) {
      onKept(answer.value);
    }
  };

  const line = (name: 'place' | 'to' | 'signatory', value: string, hint = '') => (
    <Field id={`form-${name}`} label={say(`form.${name}`)}>
      <input id={`form-${name}`} name={name} defaultValue={value} maxLength={200} placeholder={hint} />
    </Field>
  );
  const area = (name: 'what' | 'measures', value: string) => (
    <Field id={`form-${name}`} label={say(`form.${name}`)}>
      <textarea id={`form-${name}`} name={name} rows={4} maxLength={4000} defaultValue={value} data-testid={`form-${name}`} />
    </Field>
  );
  const time = (name: 'happened' | 'reported', at: number) => (
    <Field id={`form-${name}`} label={say(`form.${name}`)}>
      <input id={`form-${name}`} name={name} type="datetime-local" defaultValue={zoned(at, zone)} />
    </Field>
  );
  const person = (name: 'recorder' | 'reviewer') => (
    <div class="two">
      <Field id={`form-${name}`} label={say(`form.${name}`)}>
        <input id={`form-${name}`} name={name} list="form-names" autocomplete="off" maxLength={200} data-testid={`form-${name}`} />
      </Field>
      <Field id={`form-${name}Pin`} label={say(`form.pin.${name}`)}>
        <input id={`form-${name}Pin`} name={`${name}Pin`} type="password" inputMode="numeric" autocomplete="off" />
      </Field>
    </div>
  );
  const happened = Date.parse(before?.happened ?? report.alert?.since ?? report.opened);

  return (
    <form ref={form} class="card hand-in" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="form-title">
      <h2 id="form-title">{say('form.title', { kind: kinds.length === 1 ? say('kind.first') : '' })}</h2>
      {kinds.length > 1 ? (
        <Field id="form-kind" label={say('form.kind')}>
          <select id="form-kind" name="kind">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <input type="hidden" name="kind" value="first" />
      )}
      <div class="two">
        {time('happened', happened)}
        {line('place', before?.place ?? eventPlace(report))}
      </div>
      {area('what', before?.what ?? '')}
      <Field id="form-affected" label={say('form.affected')}>
        <input id="form-affected" name="affected" type="number" min="0" defaultValue={String(before?.affected ?? '')} data-testid="form-affected" />
      </Field>
      {area('measures', before?.measures ?? '')}
      <div class="two">
        {time('reported', serverNow.peek())}
        {line('to', before?.to ?? '', say('form.to.hint'))}
      </div>
      <Field id="form-way" label={say('form.way')}>
        <select id="form-way" name="way" defaultValue={before?.way ?? 'telephone'}>
          {(['telephone', 'writing', 'both'] as const).map((way) => (
            <option key={way} value={way}>
              {say(`way.${way}`)}
            </option>
          ))}
        </select>
      </Field>
      <p class="muted">{say('form.two')}</p>
      <datalist id="form-names">
        {known.value.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {person('recorder')}
      {person('reviewer')}
      {line('signatory', before?.signatory ?? '')}
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <button type="submit" class="primary" aria-disabled={busy.value} data-testid="form-submit">
        {busy.value ? say('form.working') : say('form.submit')}
      </button>
    </form>
  );
}
