import { useSignal } from '@preact/signals';
import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { StateMark } from '../frame/Icon';
import { age } from '../format/time';
import { people } from '../gateways/api';
import '../gateways/gateways.css';
import type { Person } from '../gateways/types';
import { serverNow } from '../live/stream';
import { may } from '../session';
import { channels, testChannel, type Channel } from './api';
import { PeopleTable } from './PeopleTable';
import { say, type Key } from './words';

const EVERY_MS = 15_000;

/** `#/settings/channels`: the ways to people, how each does, and a test of each. */
export function ChannelsSection() {
  const asked = useAsked('channels', channels, EVERY_MS);
  const known = useAsked('people', people);
  const all = asked.value?.channels;
  return (
    <>
      <section aria-labelledby="channels-title">
        <h1 id="channels-title">{say('title')}</h1>
        <p class="muted">{say('what')}</p>
        {all?.length === 0 && <p>{say('none')}</p>}
        {all && all.length > 0 && (
          <table class="card gw-table">
            <thead>
              <tr>
                <th scope="col">{say('col.channel')}</th>
                <th scope="col">{say('col.state')}</th>
                <th scope="col">{say('col.people')}</th>
                {may('administer') && <th scope="col">{say('col.test')}</th>}
              </tr>
            </thead>
            <tbody>
              {all.map((channel) => (
                <Row key={channel.name} channel={channel} people={known.value?.people ?? []} refresh={() => void asked.again()} />
              ))}
            </tbody>
          </table>
        )}
        <ReadAt asked={asked} />
      </section>
      <PeopleTable asked={known} />
    </>
  );
}

interface RowProps {
  channel: Channel;
  people: readonly Person[];
  refresh: () => void;
}

function Row({ channel, people: all, refresh }: RowProps) {
  const reached = all.filter((p) => channel.people.includes(p.id));
  const type = `type.${channel.type}` as Key;
  return (
    <tr data-testid={`channel-${channel.name}`}>
      <th scope="row">
        {channel.name} <span class="muted">{say(type)}</span>
        {channel.shared && <span class="tag">{say('shared')}</span>}
      </th>
      <td>
        <LastAttempt channel={channel} />
      </td>
      <td data-label={say('col.people')}>
        {reached.length > 0 ? reached.map((p) => p.name).join(say('join')) : <span class="muted">{say('everybody')}</span>}
      </td>
      {may('administer') && (
        <td>
          <Test channel={channel} people={reached} refresh={refresh} />
        </td>
      )}
    </tr>
  );
}

function LastAttempt({ channel }: { channel: Channel }) {
  if (!channel.lastAt) {
    return <span class="muted">{say('never')}</span>;
  }
  const when = age(Date.parse(channel.lastAt), serverNow.value);
  return (
    <>
      {channel.taken ? (
        <StateMark state="normal" word={say('taken', { age: when })} />
      ) : (
        <StateMark state="warning" word={say('failed', { age: when })} />
      )}
      {channel.error && <span class="below code">{channel.error}</span>}
      {channel.waiting > 0 && <span class="below">{say('waiting', { n: channel.waiting })}</span>}
    </>
  );
}

function Test({ channel, people: reached, refresh }: RowProps) {
  const person = useSignal('');
  const busy = useSignal(false);
  const said = useSignal('');
  const run = async () => {
    busy.value = true;
    said.value = '';
    const answer = await testChannel(channel.name, person.value);
    busy.value = false;
    if (!answer.ok) {
      said.value = answer.status === 0 ? say('unreachable.service') : say('test.failed', { why: answer.detail });
    } else {
      said.value = answer.value.taken ? say('test.taken') : say('test.not', { why: answer.value.error ?? '' });
    }
    refresh();
  };
  return (
    <div class="ch-test">
      {reached.length > 0 && (
        <select value={person.value} aria-label={say('test.as')} onChange={(e) => (person.value = e.currentTarget.value)}>
          <option value="">{say('test.channel')}</option>
          {reached.map((p) => (
            <option key={p.id} value={p.id}>
              {p.name}
            </option>
          ))}
        </select>
      )}
      <button type="button" disabled={busy.value} aria-label={say('test.label', { name: channel.name })} onClick={() => void run()} data-testid={`test-${channel.name}`}>
        {busy.value ? say('test.working') : say('test')}
      </button>
      <span role="status" data-testid={`tested-${channel.name}`}>
        {said.value}
      </span>
    </div>
  );
}
