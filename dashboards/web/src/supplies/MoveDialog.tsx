import { useId, useState } from 'preact/hooks';
import { inZone } from '../format/zoned';
import { Sheet } from '../frame/Sheet';
import { campus } from '../live/stream';
import { named } from '../words/words';
import { move, type Entry } from './api';
import { amount as shown, unitOf } from './stock';
import type { Item, Line, MoveKind, WholeItem } from './types';
import { say } from './words';

interface Props {
  item: Item;
  kind: MoveKind | 'correct';
  /** The entry that was wrong, when `kind` is `correct`. */
  line?: Line;
  onDone: (after: WholeItem) => void;
  onClose: () => void;
}

const STEPS = [1, 10] as const;

/** One entry into the books: a number that a thumb can change, and who stands for it. */
export function MoveDialog({ item, kind, line, onDone, onClose }: Props) {
  const id = useId();
  const [amount, setAmount] = useState(line ? String(line.right) : '');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const unit = unitOf(item);
  const name = named(item.name, item.nameEn);
  const corrects = kind === 'correct';
  const step = (by: number) => setAmount(String(Number(Math.max(0, (Number(amount) || 0) + by).toFixed(3))));

  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    if (amount.trim() === '' || !Number.isFinite(Number(amount)) || !text('person') || (corrects && !text('note'))) {
      setFailure(say(corrects ? 'form.neededwhy' : 'form.needed'));
      return;
    }
    const entry: Entry = { amount: Number(amount), person: text('person') };
    if (kind === 'correct') {
      entry.corrects = line?.number ?? 0;
    } else {
      entry.kind = kind;
    }
    const also = (key: 'pin' | 'note' | 'expires', value: string) => value && (entry[key] = value);
    also('pin', text('pin'));
    also('note', text('note'));
    also('expires', text('expires'));
    const at = inZone(text('at'), campus.value?.timezone ?? 'UTC');
    if (at !== null) {
      entry.at = new Date(at).toISOString();
    }
    setBusy(true);
    const answer = await move(item.id, entry);
    setBusy(false);
    if (answer.ok) {
      onDone(answer.value);
    } else {
      setFailure(answer.status === 0 ? say('unreachable') : answer.detail);
    }
  };

  const label = corrects ? 'form.right' : kind === 'count' ? 'form.counted' : 'form.amount';
  return (
    <Sheet title={say(`form.${kind}`, { name })} onClose={onClose} testId="move-dialog">
      <form class="move" onSubmit={(e) => void submit(e)} noValidate>
        <p class="muted num">{item.stock === undefined ? say('form.unknown') : say('form.now', { n: shown(item.stock), unit })}</p>
        <label for={`${id}-amount`}>{say(label, { unit })}</label>
        <div class="stepper">
          {[...STEPS].reverse().map((n) => (
            <button key={n} type="button" onClick={() => step(-n)} aria-label={say('form.less', { n })}>
              −{n}
            </button>
          ))}
          <input
            id={`${id}-amount`}
            value={amount}
            inputMode="decimal"
            autoComplete="off"
            onInput={(e) => setAmount(e.currentTarget.value.replace('，', '.').replace(',', '.'))}
            data-testid="move-amount"
          />
          {STEPS.map((n) => (
            <button key={n} type="button" onClick={() => step(n)} aria-label={say('form.more', { n })}>
              +{n}
            </button>
          ))}
        </div>
        <label for={`${id}-person`}>{say('form.person')}</label>
        <input id={`${id}-person`} name="person" maxLength={200} autoComplete="name" data-testid="move-person" />
        <label for={`${id}-pin`}>{say('form.pin')}</label>
        <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autoComplete="off" />
        <label for={`${id}-note`}>{say(corrects ? 'form.why' : 'form.note')}</label>
        <textarea id={`${id}-note`} name="note" rows={2} maxLength={1000} data-testid="move-note" />
        {kind === 'in' && (
          <>
            <label for={`${id}-expires`}>{say('form.expires')}</label>
            <input id={`${id}-expires`} name="expires" type="date" />
          </>
        )}
        {!corrects && (
          <>
            <label for={`${id}-at`}>{say('form.at')}</label>
            <input id={`${id}-at`} name="at" type="datetime-local" />
          </>
        )}
        <p class="failure" role="alert">
          {failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy} data-testid="move-submit">
            {say(busy ? 'form.working' : 'form.submit')}
          </button>
          <button type="button" onClick={onClose}>
            {say('form.cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
