import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { placeText } from '../format/place';
import { clockTime } from '../format/time';
import { Icon } from '../frame/Icon';
import { campus, serverNow } from '../live/stream';
import { onDuty } from './api';
import { Fresh } from './Fresh';
import { taken, unread, type Read } from './read';
import { ROLES, type OnDuty, type Shift, type Whom } from './types';
import { say } from './words';

const AGAIN_MS = 15_000;

/** Who is on duty at each site now, and who comes next. */
export function Now() {
  const read = useSignal<Read<{ sites: OnDuty[] }>>(unread());
  const load = async () => {
    read.value = taken(read.peek(), await onDuty());
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <section aria-label={say('now.title')} class="on-duty" data-testid="duty-now">
      <Fresh read={read.value} again={() => void load()} />
      {read.value.value?.sites.map((site) => <Site key={site.site} of={site} />)}
    </section>
  );
}

function Site({ of }: { of: OnDuty }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const time = (iso: string) => clockTime(Date.parse(iso), serverNow.value, zone);
  return (
    <div class={`card post ${of.shift?.officer ? '' : 'is-critical empty'}`}>
      <h2>
        {placeText(campus.value, of.site, '')}
        {of.shift && (
          <span class="muted">
            {of.shift.name} · {say('now.until', { time: time(of.shift.to) })}
          </span>
        )}
      </h2>
      {of.shift?.officer ? (
        <dl class="crew">
          {ROLES.map((role) => (
            <div key={role}>
              <dt>{say(`role.${role}`)}</dt>
              <dd>
                <Person who={of.shift?.[role]} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p class="mark is-critical">
          <Icon state="critical" />
          {say('now.nobody')}
        </p>
      )}
      {of.next && <p class="muted">{`${time(of.next)} ${following(of.following)}`}</p>}
    </div>
  );
}

const following = (shift: Shift | undefined) =>
  shift?.officer
    ? say('now.next', { shift: shift.name, who: shift.officer.name ?? shift.officer.id })
    : say('now.next.nobody');

function Person({ who }: { who: Whom | undefined }) {
  if (!who) {
    return <span class="muted">{say('nobody')}</span>;
  }
  const name = who.name ?? who.id;
  return (
    <>
      <b>{name}</b>
      {who.telephone && (
        <a class="num call" href={`tel:${who.telephone}`} aria-label={say('call', { name, number: who.telephone })}>
          {who.telephone}
        </a>
      )}
    </>
  );
}
