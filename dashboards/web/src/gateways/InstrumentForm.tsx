import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useAsked } from '../api/useAsked';
import { people, recordInstrument } from './api';
import { say, type Key } from './words';

/** Text fields by name; the service knows the same names. */
const FIELDS: readonly { name: string; word: Key; type: 'text' | 'date' | 'number' | 'datetime-local' }[] = [
  { name: 'serial', word: 'ins.serial', type: 'text' },
  { name: 'calibrated', word: 'ins.calibrated', type: 'date' },
  { name: 'due', word: 'ins.due', type: 'date' },
  { name: 'offset', word: 'ins.offset', type: 'number' },
  { name: 'certificate', word: 'ins.certificate', type: 'text' },
  { name: 'from', word: 'ins.from', type: 'datetime-local' },
  { name: 'note', word: 'ins.note', type: 'text' },
];

export function InstrumentForm({ point, onRecorded }: { point: string; onRecorded: () => void }) {
  const asked = useAsked('people', people);
  const busy = useSignal(false);
  const failure = useSignal('');
  const done = useSignal('');
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const entry = entryOf(new FormData(form));
    done.value = '';
    failure.value = entry['serial'] && entry['person'] ? '' : say('ins.needed');
    if (failure.value) {
      return;
    }
    busy.value = true;
    const answer = await recordInstrument(point, entry);
    busy.value = false;
    if (answer.ok) {
      done.value = say('ins.done', { serial: String(entry['serial']) });
      form.reset();
      onRecorded();
    } else {
      failure.value = answer.status === 0 ? say('unreachable.service') : say('failed', { why: answer.detail });
    }
  };

  if (asked.value && asked.value.people.length === 0) {
    return <p class="muted">{say('ins.nobody')}</p>;
  }
  return (
    <form class="gw-form" onSubmit={(e) => void submit(e)} noValidate>
      <h3>{say('ins.record')}</h3>
      {FIELDS.map(({ name, word, type }) => (
        <div key={name}>
          <label for={`${id}-${name}`}>{say(word)}</label>
          <input id={`${id}-${name}`} name={name} type={type as 'text'} step={type === 'number' ? 'any' : undefined} maxLength={200} data-testid={`instrument-${name}`} />
        </div>
      ))}
      <div>
        <label for={`${id}-person`}>{say('ins.person')}</label>
        <select id={`${id}-person`} name="person" data-testid="instrument-person">
          <option value="">{say('ins.choose')}</option>
          {asked.value?.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for={`${id}-pin`}>{say('ins.pin')}</label>
        <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autocomplete="off" aria-describedby={`${id}-pin-hint`} />
        <p class="muted" id={`${id}-pin-hint`}>
          {say('ins.pin.hint')}
        </p>
      </div>
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <p role="status">{done.value}</p>
      <div class="acts">
        <button type="submit" class="primary" disabled={busy.value} data-testid="instrument-submit">
          {busy.value ? say('working') : say('ins.save')}
        </button>
      </div>
    </form>
  );
}

/** Only what was filled in; the time by this browser's clock becomes one with offset. */
function entryOf(form: FormData): Record<string, string | number> {
  const entry: Record<string, string | number> = {};
  form.forEach((value, name) => {
    const text = String(value).trim();
    if (text) {
      entry[name] = name === 'offset' ? Number(text) : name === 'from' ? new Date(text).toISOString() : text;
    }
  });
  return entry;
}
