import { inZone, zoned } from '../format/zoned';
import { campus } from '../live/stream';
import { Field } from '../records/Field';
import { enter } from './api';
import { SignedForm } from './SignedForm';
import type { Row, Sheet } from './types';
import { say } from './words';

interface Props {
  sheet: Sheet;
  row: Row;
  onDone: () => void;
  onCancel: () => void;
}

/** A value that somebody read by eye, for a cell in which the sensor said nothing. */
export function EntryDialog({ sheet, row, onDone, onCancel }: Props) {
  const zone = campus.value?.timezone ?? 'UTC';
  const unit = sheet.unit === 'Cel' ? '℃' : sheet.unit;
  const value = unit ? say('enter.unit', { unit }) : say('enter.value');
  return (
    <SignedForm
      title={`${say('enter.title')} · ${row.label}`}
      what={say('enter.what')}
      submit={say('enter.submit')}
      needed={[
        ['time', say('enter.time')],
        ['value', value],
        ['reason', say('enter.reason')],
        ['person', say('enter.person')],
      ]}
      send={(text) => {
        const at = inZone(text('time'), zone);
        return enter({
          point: sheet.id,
          time: at === null ? '' : new Date(at).toISOString(),
          value: Number(text('value')),
          reason: text('reason'),
          person: text('person'),
          pin: text('pin'),
        });
      }}
      onDone={onDone}
      onCancel={onCancel}
    >
      {(list) => (
        <>
          <Field id="entry-time" label={say('enter.time')}>
            <input id="entry-time" name="time" type="datetime-local" defaultValue={zoned(Date.parse(row.from), zone)} data-testid="entry-time" />
          </Field>
          <Field id="entry-value" label={value}>
            <input id="entry-value" name="value" type="number" step="any" inputMode="decimal" data-testid="entry-value" />
          </Field>
          <Field id="entry-reason" label={say('enter.reason')}>
            <input id="entry-reason" name="reason" maxLength={500} autocomplete="off" data-testid="entry-reason" />
          </Field>
          <Field id="entry-person" label={say('enter.person')}>
            <input id="entry-person" name="person" list={list} maxLength={200} autocomplete="off" data-testid="entry-person" />
          </Field>
          <Field id="entry-pin" label={say('pin')}>
            <input id="entry-pin" name="pin" type="password" inputMode="numeric" autocomplete="off" />
          </Field>
        </>
      )}
    </SignedForm>
  );
}
