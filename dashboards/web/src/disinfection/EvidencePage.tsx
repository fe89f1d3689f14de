import { useState } from 'preact/hooks';
import { may } from '../session';
import { named, t } from '../words/words';
import { evidence } from './api';
import { Curves } from './Curves';
import { clock, dayText, number, windowOf } from './day';
import { EntryDialog } from './EntryDialog';
import { Freshness } from './Freshness';
import { Runs } from './Runs';
import { SlotMark } from './SlotMark';
import type { Evidence } from './types';
import { useRead } from './useRead';
import { say, wordFor } from './words';

const AGAIN_MS = 10_000;

/** Everything that speaks for or against a slot, and what people said of it. */
export function EvidencePage({ id }: { id: string }) {
  const read = useRead(`slot ${id}`, () => evidence(id), AGAIN_MS);
  const [asking, setAsking] = useState<'register' | 'check' | ''>('');
  const slot = read.value;
  if (!slot) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const mayRegister = may('act') && slot.measured !== 'verified';
  const mayCheck = may('act') && slot.runs.length > 0;
  return (
    <section class="disinfection evidence">
      <a class="back" href={`#/disinfection?date=${slot.opens.slice(0, 10)}`}>
        ← {say('nav.back')}
      </a>
      <div class="verdict">
        <h1>
          {named(slot.areaName, slot.areaNameEn)} · <span class="num">{windowOf(slot)}</span>
        </h1>
        <p class="muted num">{dayText(slot.opens.slice(0, 10))}</p>
      </div>
      <Freshness read={read} />
      <div class="two">
        <Why slot={slot} />
        <Asked slot={slot} />
      </div>
      {(mayRegister || mayCheck) && (
        <div class="acts">
          {mayRegister && (
            <button type="button" class="primary" onClick={() => setAsking('register')} data-testid="register">
              {say('act.register')}
            </button>
          )}
          {mayCheck && (
            <button type="button" onClick={() => setAsking('check')} data-testid="check">
              {say('act.check')}
            </button>
          )}
        </div>
      )}
      <Runs slot={slot} />
      <Curves slot={slot} />
      <Hand slot={slot} />
      {asking && (
        <EntryDialog
          slot={slot}
          kind={asking}
          onDone={(after) => {
            read.set(after);
            setAsking('');
          }}
          onCancel={() => setAsking('')}
        />
      )}
    </section>
  );
}

function Why({ slot }: { slot: Evidence }) {
  return (
    <section class="card block">
      <h2>{say('why.title')}</h2>
      <p class="big" data-testid="slot-state">
        <SlotMark state={slot.state} />
      </p>
      {slot.state === 'registered' && <p>{say('why.measured', { state: wordFor('state', slot.measured) })}</p>}
      <ul class="reasons">
        {slot.flaws.map((f) => (
          <li key={f} class="flaw">
            {wordFor('flaw', f)}
          </li>
        ))}
        {slot.notes.map((n) => (
          <li key={n}>{wordFor('note', n)}</li>
        ))}
        {slot.state !== 'pending' && !slot.flaws.includes('no-sprayer') && <li class="muted">{say('why.seen', { n: (slot.seen * 100).toFixed(1) })}</li>}
      </ul>
    </section>
  );
}

function Asked({ slot }: { slot: Evidence }) {
  const { asked } = slot;
  const least = (text: string) => say('unit.least', { text });
  const minutes = (ms: number) => (ms > 0 ? least(say('unit.minutes', { n: number(ms / 60_000) })) : say('unit.any'));
  return (
    <section class="card block">
      <h2>{say('asked.title')}</h2>
      <dl class="facts">
        <dt>{say('asked.agent')}</dt>
        <dd>{asked.agent}</dd>
        <dt>{say('asked.mg')}</dt>
        <dd class="num">{least(`${asked.concentration} mg/L`)}</dd>
        <dt>{say('asked.volume')}</dt>
        <dd class="num">{asked.litres > 0 ? least(`${number(asked.litres)} L`) : say('unit.any')}</dd>
        <dt>{say('asked.spraying')}</dt>
        <dd class="num">{minutes(asked.sprayingMs)}</dd>
        <dt>{say('asked.contactlabel')}</dt>
        <dd class="num">{minutes(asked.contactMs)}</dd>
        {asked.pressure && (
          <>
            <dt>{say('asked.pressure')}</dt>
            <dd class="num">{say('unit.kpa', { low: asked.pressure.low, high: asked.pressure.high })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

const moment = (iso: string) => `${iso.slice(5, 10)} ${clock(iso)}`;

function Hand({ slot }: { slot: Evidence }) {
  return (
    <section class="card block">
      <h2>{say('hand.title')}</h2>
      {slot.entries.length === 0 && <p class="muted">{say('hand.none')}</p>}
      <ul class="entries">
        {slot.entries.map((e) => (
          <li key={e.at + e.kind} data-testid="entry">
            <strong>{wordFor('hand', e.kind)}</strong>
            {e.strip !== undefined && ` · ${say('cell.strip', { n: number(e.strip) })}`}
            {e.closedUntil && ` · ${say('hand.closed', { time: moment(e.closedUntil) })}`}
            {e.reason && ` · ${e.reason}`}
            <span class="muted num remark">{say('hand.by', { person: e.personName, time: moment(e.at), by: e.by })}</span>
          </li>
        ))}
      </ul>
      {slot.assignments.length > 0 && (
        <>
          <h3>{say('assign.title')}</h3>
          <ul class="entries">
            {slot.assignments.map((a) => (
              <li key={a.from + a.sprayer} class="num">
                {say('assign.line', {
                  sprayer: a.sprayer,
                  area: a.area,
                  way: say(`assign.${a.way}`),
                  person: a.personName,
                  time: `${moment(a.from)}–${moment(a.until)}`,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {slot.versions.length > 1 && (
        <>
          <h3>{say('versions.title')}</h3>
          <ol class="entries">
            {slot.versions.map((v) => (
              <li key={v.version} class="num">
                {say('versions.line', {
                  n: v.version,
                  time: moment(v.at),
                  cause: wordFor('cause', v.cause),
                  state: wordFor('state', v.state),
                })}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
