import { useSignal } from '@preact/signals';
import { useAsked } from '../api/useAsked';
import { exactTime } from '../format/time';
import { ReadAt } from '../frame/ReadAt';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import { send, sendings } from './api';
import type { Receiver, Sending, Sendings as All } from './types';
import { whyNot } from './whyNot';
import { say } from './words';

const AGAIN_MS = 10_000;

const time = (iso: string) => exactTime(Date.parse(iso), serverNow.value, campus.value?.timezone ?? 'UTC');

/** Who gets the report of a day, what arrived, and what did not. Nothing where nobody gets it. */
export function Sendings({ date }: { date: string }) {
  const asked = useAsked(`sendings ${date}`, () => sendings(date), AGAIN_MS);
  const all = asked.value;
  if (!all) {
    return asked.failure ? <ReadAt asked={asked} /> : null;
  }
  if (all.receivers.length === 0) {
    return null;
  }
  return (
    <section class="card part sendings" aria-labelledby="sendings" data-testid="sendings">
      <div class="top">
        <h2 id="sendings">{say('sendings')}</h2>
        <ReadAt asked={asked} />
      </div>
      <ul>
        {all.receivers.map((receiver) => (
          <One key={`${receiver.channel} ${receiver.to}`} date={date} receiver={receiver} all={all} onSent={asked.again} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  date: string;
  receiver: Receiver;
  all: All;
  onSent: () => void;
}

function One({ date, receiver, all, onSent }: Props) {
  const busy = useSignal(false);
  const failure = useSignal('');
  const own = all.sendings.filter((s) => s.channel === receiver.channel && s.to === receiver.to);
  const waiting = own.some((s) => s.state === 'waiting');
  const press = async () => {
    if (busy.value) {
      return;
    }
    busy.value = true;
    const answer = await send(date, receiver);
    busy.value = false;
    failure.value = answer.ok ? '' : whyNot(answer);
    onSent();
  };
  const name = receiver.to || receiver.channel;
  return (
    <li data-testid={`to-${name}`}>
      <div class="whom">
        <b>{name}</b>
        <span class="muted">
          {[receiver.forms.map((f) => f.toUpperCase()).join(' + '), ...whenText(receiver)].join(' · ')}
        </span>
      </div>
      {own.length === 0 && <p class="muted">{say('sent.none')}</p>}
      {own.length > 0 && (
        <ol>
          {own.map((sending) => (
            <Attempt key={sending.id} sending={sending} />
          ))}
        </ol>
      )}
      {may('act') && !waiting && (
        <button type="button" aria-disabled={busy.value} onClick={() => void press()} data-testid={`send-${name}`}>
          {say(busy.value ? 'working' : own.length === 0 ? 'send.now' : 'send.again')}
        </button>
      )}
      {failure.value && (
        <p class="failure" role="alert">
          {failure.value}
        </p>
      )}
    </li>
  );
}

const whenText = (of: Receiver) => [...(of.confirmed ? [say('when.confirmed')] : []), ...(of.at ? [say('when.at', { time: of.at })] : [])];

function Attempt({ sending }: { sending: Sending }) {
  const lost = sending.state === 'given-up';
  const what = `${say('version', { n: sending.version })}${sending.confirmed ? '' : ` · ${say('sent.unconfirmed')}`}`;
  return (
    <li class={lost ? 'is-critical' : sending.state === 'waiting' && sending.error ? 'is-warning' : 'is-normal'} data-state={sending.state}>
      <b class="state">
        {sending.state === 'sent' && say('sent.at', { time: time(sending.sent ?? sending.ordered) })}
        {sending.state === 'waiting' && (sending.next ? say('sent.retry', { n: sending.attempts, time: time(sending.next) }) : say('sent.waiting'))}
        {lost && say('sent.lost', { n: sending.attempts })}
        {sending.state === 'superseded' && say('sent.dropped')}
      </b>
      <span class="muted num">
        {what}
        {sending.by && ` · ${say('sent.by', { who: sending.by })}`}
      </span>
      {sending.error && sending.state !== 'superseded' && <span class="why">{sending.error}</span>}
    </li>
  );
}
