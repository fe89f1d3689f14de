import { useSignal } from '@preact/signals';
import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { exactTime } from '../format/time';
import { bytes } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { letter as whole } from './api';
import { bytesOf, hexDump, visibleText } from './hex';
import type { FullLetter } from './types';
import { say, sayOf } from './words';

interface Props {
  letter: FullLetter;
  busy: boolean;
  again: () => void;
}

export function LetterRow({ letter, busy, again }: Props) {
  const open = useSignal(false);
  const id = letter.id;
  return (
    <li data-testid={`letter-${id}`}>
      <p>
        <span class="num">{exactTime(Date.parse(letter.time), serverNow.value, campus.value?.timezone ?? 'UTC')}</span>{' '}
        <strong>{sayOf('fault', letter.kind, 'fault.other')}</strong>
        {letter.rows && <span class="tag">{say('dl.rows')}</span>}
        {!letter.whole && <span class="tag">{say('dl.cut')}</span>}
      </p>
      <p class="code">{letter.reason}</p>
      <p class="muted code">
        {letter.topic}
        {letter.length >= 0 && ` · ${bytes(letter.length)}`}
      </p>
      <div class="acts">
        <button
          type="button"
          class="quiet"
          aria-expanded={open.value}
          aria-label={say(open.value ? 'dl.hide.label' : 'dl.see.label', { id })}
          onClick={() => (open.value = !open.value)}
          data-testid={`see-${id}`}
        >
          {say(open.value ? 'dl.hide' : 'dl.see')}
        </button>
        {may('tend') && (
          <button type="button" class="quiet" disabled={busy} aria-label={say('dl.again.label', { id })} onClick={again} data-testid={`again-${id}`}>
            {say('dl.again')}
          </button>
        )}
      </div>
      {open.value && <Payload id={id} />}
    </li>
  );
}

/** As text or as bytes; nothing of it is ever read as anything else. */
function Payload({ id }: { id: number }) {
  const asked = useAsked(`letter ${id}`, () => whole(id));
  const hex = useSignal(false);
  if (!asked.value) {
    return <ReadAt asked={asked} />;
  }
  const content = bytesOf(asked.value);
  return (
    <>
      <div class="gw-switch" role="group" aria-label={say('dl.payload', { id })}>
        <button type="button" aria-pressed={!hex.value} onClick={() => (hex.value = false)}>
          {say('dl.text')}
        </button>
        <button type="button" aria-pressed={hex.value} onClick={() => (hex.value = true)} data-testid="payload-hex">
          {say('dl.hex')}
        </button>
      </div>
      <pre class="gw-payload" tabIndex={0} role="region" aria-label={say('dl.payload', { id })} data-testid="payload">
        {hex.value ? hexDump(content) : visibleText(content)}
      </pre>
    </>
  );
}
