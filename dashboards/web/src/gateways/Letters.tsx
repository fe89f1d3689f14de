import { useSignal } from '@preact/signals';
import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { may } from '../session';
import { named } from '../words/words';
import { letters, redrive } from './api';
import { LetterRow } from './LetterRow';
import type { FullGateway, RedriveResult } from './types';
import { say, sayOf } from './words';

const EVERY_MS = 60_000;
/** The service shows no more at once. */
const SHOWN_MAX = 200;

interface Props {
  /** Only those of this one; empty for all. */
  gateway: string;
  /** Among which somebody may choose; empty on the page of one. */
  choose: readonly FullGateway[];
}

/** Messages that could not be used: what they hold, why, and another try. */
export function Letters({ gateway, choose }: Props) {
  const chosen = useSignal(gateway);
  const asked = useAsked(`letters ${chosen.value}`, () => letters(chosen.value), EVERY_MS);
  const outcome = useSignal<RedriveResult | null>(null);
  const failure = useSignal('');
  const busy = useSignal(false);
  const found = asked.value?.deadLetters ?? [];

  const again = async (ids: readonly number[]) => {
    busy.value = true;
    failure.value = '';
    const answer = await redrive(ids);
    busy.value = false;
    if (answer.ok) {
      outcome.value = answer.value;
    } else {
      failure.value = answer.status === 0 ? say('unreachable.service') : say('failed', { why: answer.detail });
    }
    await asked.again();
  };

  return (
    <section aria-labelledby="gw-letters" data-testid="letters">
      <h2 id="gw-letters">{say('dl')}</h2>
      <p class="muted">{say('dl.what')}</p>
      {choose.length > 0 && (
        <label class="gw-filter">
          {say('dl.filter')}
          <select value={chosen.value} onChange={(e) => (chosen.value = e.currentTarget.value)} data-testid="letters-filter">
            <option value="">{say('dl.all')}</option>
            {choose.map((g) => (
              <option key={g.id} value={g.id}>
                {named(g.name, g.nameEn)}
              </option>
            ))}
          </select>
        </label>
      )}
      {asked.value && found.length === 0 && <p>{say('dl.none')}</p>}
      {found.length > 0 && (
        <>
          {found.length >= SHOWN_MAX && <p class="muted">{say('dl.shown', { n: SHOWN_MAX })}</p>}
          <ul class="card gw-letters">
            {found.map((letter) => (
              <LetterRow key={letter.id} letter={letter} busy={busy.value} again={() => void again([letter.id])} />
            ))}
          </ul>
        </>
      )}
      <p class="failure" role="alert">
        {failure.value}
      </p>
      <div role="status">{outcome.value && <Outcome result={outcome.value} />}</div>
      {found.length > 0 && may('tend') && (
        <div class="acts">
          <button type="button" disabled={busy.value} onClick={() => void again(chosen.value ? found.map((l) => l.id) : [])} data-testid="redrive-all">
            {busy.value ? say('working') : say(chosen.value ? 'dl.again.shown' : 'dl.again.all')}
          </button>
        </div>
      )}
      <ReadAt asked={asked} />
    </section>
  );
}

function Outcome({ result }: { result: RedriveResult }) {
  return (
    <>
      <p data-testid="redriven">{say('dl.outcome', { stored: result.stored, waiting: result.waiting, refused: result.refused.length })}</p>
      <ul>
        {result.refused.map((one) => (
          <li key={one.id}>
            {say('dl.refused', { id: one.id, why: sayOf('fault', one.kind, 'fault.other') })} <code class="code">{one.reason}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
