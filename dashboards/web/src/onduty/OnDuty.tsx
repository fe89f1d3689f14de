import type { OnDutyPerson } from '../api/types';
import { StateMark } from '../frame/Icon';
import { clockTime } from '../format/time';
import type { Campus } from '../live/model';
import { serverNow } from '../live/stream';
import { named } from '../words/words';
import { masked, ROLES, teamsOf, type Team } from './teams';
import { say } from './words';
import './onduty.css';

/**
 * Duty officer, backup and leader, always in sight. On a wall, which anybody may read, telephone numbers are masked and
 * nothing can be tapped.
 */
export function OnDuty({ campus, wall = false }: { campus: Campus; wall?: boolean }) {
  const teams = teamsOf(campus.duty);
  return (
    <section class="onduty" aria-label={say('title')} data-testid="on-duty">
      {teams.map((team) => (
        <TeamLine key={team.sites.join()} team={team} campus={campus} alone={teams.length === 1} wall={wall} />
      ))}
    </section>
  );
}

function TeamLine({ team, campus, alone, wall }: { team: Team; campus: Campus; alone: boolean; wall: boolean }) {
  const at = (iso: string) => clockTime(Date.parse(iso), serverNow.value, campus.timezone);
  const sites = team.sites.map((id) => campus.sites.find((s) => s.id === id)).map((s, i) => (s ? named(s.name, s.nameEn) : team.sites[i]));
  return (
    <div class="team">
      {!alone && <h2>{sites.join(' · ')}</h2>}
      {team.shift ? (
        <>
          <dl>
            {ROLES.filter((role) => role === 'officer' || team.shift?.[role]).map((role) => (
              <div key={role}>
                <dt>{say(role)}</dt>
                <dd>
                  <Who person={team.shift?.[role]} wall={wall} />
                </dd>
              </div>
            ))}
          </dl>
          <span class="muted num">{say('until', { name: team.shift.name, time: at(team.shift.to) })}</span>
        </>
      ) : team.next ? (
        <p class="is-warning">
          <StateMark state="warning" word={say('nobody')} /> <span class="muted num">{say('next', { time: at(team.next) })}</span>
        </p>
      ) : (
        <p class="muted">{say('norota')}</p>
      )}
    </div>
  );
}

function Who({ person, wall }: { person: OnDutyPerson | undefined; wall: boolean }) {
  if (!person) {
    return (
      <span class="is-warning">
        <StateMark state="warning" word={say('vacant')} />
      </span>
    );
  }
  const name = person.name ?? person.id;
  return (
    <>
      <b>{name}</b> {person.telephone && <Telephone name={name} telephone={person.telephone} wall={wall} />}
    </>
  );
}

export function Telephone({ name, telephone, wall = false }: { name: string; telephone: string; wall?: boolean }) {
  return wall ? (
    <span class="num">{masked(telephone)}</span>
  ) : (
    <a class="num tel" href={`tel:${telephone.replace(/[ -]/g, '')}`} aria-label={say('call', { name, telephone })}>
      {telephone}
    </a>
  );
}

/** Whom the campus file names for an emergency. */
export function Contacts({ campus }: { campus: Campus }) {
  if (campus.contacts.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="contacts-title" data-testid="contacts">
      <h2 id="contacts-title">{say('contacts')}</h2>
      <ul class="card contacts">
        {campus.contacts.map((contact) => {
          const name = named(contact.name, contact.nameEn);
          return (
            <li key={contact.name + contact.telephone}>
              <span>{name}</span>
              <Telephone name={name} telephone={contact.telephone} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
