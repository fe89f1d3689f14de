import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { previewFile, saveRows } from './api';
import type { Names } from './checks';
import { Sheet } from '../frame/Sheet';
import { rowsOfChanges } from './draft';
import { Previewed } from './Previewed';
import type { Finding, Plan, ShiftsPreview } from './types';
import { say } from './words';

interface Props {
  plan: Plan;
  names: Names;
  known: readonly Finding[];
  onSaved: (count: number) => void;
  onClose: () => void;
}

/** Bytes that are no UTF-8 are what a spreadsheet saves by default; its names would be rubbish. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

const typeOf = (name: string) => (/\.csv$/i.test(name) ? 'text/csv' : /\.(ics|ical)$/i.test(name) ? 'text/calendar' : null);

/** A file is shown as what it would change, or with each line that is wrong; it changes nothing before that. */
export function ImportDialog({ plan, names, known, onSaved, onClose }: Props) {
  const id = useId();
  const preview = useSignal<ShiftsPreview | null>(null);
  const wrong = useSignal<readonly string[]>([]);
  const failure = useSignal('');
  const busy = useSignal(false);
  const read = async (file: File) => {
    preview.value = null;
    wrong.value = [];
    failure.value = '';
    const type = typeOf(file.name);
    const text = type && (await textOf(file));
    if (!type || text === null) {
      failure.value = say(type ? 'import.encoding' : 'import.type');
      return;
    }
    busy.value = true;
    const answer = await previewFile(text ?? '', type);
    busy.value = false;
    if (answer.ok) {
      preview.value = answer.value;
    } else if (answer.status === 400) {
      wrong.value = answer.detail.split('\n');
    } else {
      failure.value = say('failed', { detail: answer.detail });
    }
  };
  const save = async () => {
    busy.value = true;
    const answer = await saveRows(rowsOfChanges(preview.value?.changes ?? []));
    busy.value = false;
    if (answer.ok) {
      onSaved(answer.value.changed);
    } else {
      failure.value = answer.status === 409 ? say('review.conflict') : say('review.failed', { detail: answer.detail });
    }
  };
  const count = preview.value?.changes.length ?? 0;
  return (
    <Sheet title={say('import.title')} onClose={onClose} testId="duty-import-dialog">
      <p class="muted" id={`${id}-what`}>
        {say('import.what')}
      </p>
      <label for={id}>{say('import.file')}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.ics,text/csv,text/calendar"
        aria-describedby={`${id}-what`}
        data-testid="import-file"
        onChange={(e) => {
          const file = e.currentTarget.files?.[0];
          if (file) {
            void read(file);
          }
        }}
      />
      {busy.value && <p class="muted">{say('working')}</p>}
      <div role="alert">
        {wrong.value.length > 0 && (
          <div class="wrong" data-testid="import-wrong">
            <p class="failure">{say('import.wrong', { n: wrong.value.length })}</p>
            <ul>
              {wrong.value.map((line) => (
                <li key={line} class="code">
                  {line}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p class="failure">{failure.value}</p>
      </div>
      {preview.value && <Previewed preview={preview.value} plan={plan} names={names} known={known} />}
      <div class="acts">
        <button type="button" class="primary" disabled={busy.value || count === 0} onClick={() => void save()} data-testid="import-save">
          {say('review.save', { n: count })}
        </button>
        <button type="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </Sheet>
  );
}
