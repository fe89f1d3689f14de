import { useId, useState } from 'preact/hooks';
import { StateMark } from '../frame/Icon';
import { Sheet } from '../frame/Sheet';
import { campus } from '../live/stream';
import { may } from '../session';
import { named } from '../words/words';
import { outside, place } from './api';
import { clock, number } from './day';
import { Freshness } from './Freshness';
import type { OutsideRun } from './types';
import { useRead } from './useRead';
import { say } from './words';

const AGAIN_MS = 60_000;

const timeOf = (run: OutsideRun) => `${clock(run.from)}–${run.running ? say('run.running') : clock(run.until)}`;
const sprayerOf = (run: OutsideRun) => named(run.sprayerName, run.sprayerNameEn) || run.sprayer;

/** What was sprayed and counts for no slot; one that nobody placed can be placed here. */
export function OutsideRuns({ date, onPlaced }: { date: string; onPlaced: () => void }) {
  const read = useRead(`outside ${date}`, () => outside(date), AGAIN_MS);
  const [placing, setPlacing] = useState<OutsideRun | null>(null);
  const [done, setDone] = useState(false);
  const found = read.value;
  if (!found) {
    return read.failure ? <Freshness read={read} /> : null;
  }
  if (found.read && found.runs.length === 0 && !done) {
    return null;
  }
  return (
    <section class="card block outside" data-testid="outside">
      <h2>{say('outside.title')}</h2>
      <p class="muted">{say(found.read ? 'outside.why' : 'outside.unread')}</p>
      <p role="status">{done && say('outside.done')}</p>
      <ul>
        {found.runs.map((run) => (
          <li key={run.sprayer + run.from} data-testid={run.placed ? 'outside-run' : 'unplaced-run'}>
            {run.placed ? <span>{say('outside.where')}</span> : <StateMark state="warning" word={say('outside.unplaced')} />}
            <span class="num">{timeOf(run)}</span>
            <span>{sprayerOf(run)}</span>
            {run.placed && <span>{named(run.areaName, run.areaNameEn)}</span>}
            <span class="num">{number(run.litres)} L</span>
            {!run.placed && !run.running && may('act') && (
              <button type="button" onClick={() => setPlacing(run)} data-testid="place">
                {say('outside.place')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Freshness read={read} />
      {placing && (
        <PlaceDialog
          run={placing}
          onDone={() => {
            setPlacing(null);
            setDone(true);
            read.again();
            onPlaced();
          }}
          onClose={() => setPlacing(null)}
        />
      )}
    </section>
  );
}

function PlaceDialog({ run, onDone, onClose }: { run: OutsideRun; onDone: () => void; onClose: () => void }) {
  const id = useId();
  const [failure, setFailure] = useState('');
  const areas = campus.value?.sites.find((s) => s.id === run.site)?.areas ?? [];
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const answer = await place(run.sprayer, text('area'), run.from, run.until, { person: text('person'), pin: text('pin') });
    if (answer.ok) {
      onDone();
    } else {
      setFailure(answer.status === 0 ? say('unreachable') : answer.detail);
    }
  };
  return (
    <Sheet title={say('outside.of', { sprayer: sprayerOf(run), time: timeOf(run) })} onClose={onClose} testId="place-dialog">
      <form onSubmit={(e) => void submit(e)} noValidate>
        <label for={`${id}-area`}>{say('area')}</label>
        <select id={`${id}-area`} name="area" data-testid="place-area">
          {areas.map((a) => (
            <option key={a.path} value={a.path}>
              {named(a.name, a.nameEn)}
            </option>
          ))}
        </select>
        <label for={`${id}-person`}>{say('form.person')}</label>
        <input id={`${id}-person`} name="person" maxLength={200} data-testid="place-person" />
        <label for={`${id}-pin`}>{say('form.pin')}</label>
        <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autoComplete="off" />
        <p class="failure" role="alert">
          {failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" data-testid="place-submit">
            {say('outside.place')}
          </button>
          <button type="button" onClick={onClose}>
            {say('form.cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
