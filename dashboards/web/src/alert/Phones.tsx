import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, type Answer } from '../api/http';
import type { Person } from '../api/types';
import { say } from './words';

const ROLES = ['officer', 'backup', 'leader'] as const;

interface DutyNow {
  sites: readonly { site: string; shift?: Partial<Record<(typeof ROLES)[number], Person & { id: string }>> }[];
}

/** Who is on duty at the site, to be called with one tap. */
export function Phones({ site }: { site: string }) {
  const answer = useSignal<Answer<DutyNow> | null>(null);
  useEffect(() => {
    void ask<DutyNow>('GET', '/api/v1/duty/now').then((next) => (answer.value = next));
  }, [site]);
  const found = answer.value;
  if (!found) {
    return null;
  }
  if (!found.ok) {
    return found.status === 403 ? null : <p class="muted">{say('phone.failed', { detail: found.detail })}</p>;
  }
  const shift = found.value.sites.find((s) => s.site === site)?.shift;
  const people = ROLES.flatMap((role) => {
    const person = shift?.[role];
    return person ? [{ role, person }] : [];
  });
  if (people.length === 0) {
    return null;
  }
  return (
    <section class="card part" aria-labelledby="phone-title">
      <h2 id="phone-title">{say('phone.title')}</h2>
      <ul class="phones">
        {people.map(({ role, person }) => (
          <li key={role}>
            <span>
              <span class="muted">{say(`why.role.${role}`)}</span> {person.name ?? person.id}
            </span>
            {person.telephone && (
              <a class="tel" href={`tel:${person.telephone}`} aria-label={say('phone.call', { who: `${person.name} ${person.telephone}` })}>
                {person.telephone}
              </a>
            )}
          </li>
        ))}
      </ul>
      {people.every(({ person }) => !person.telephone) && <p class="muted">{say('phone.none')}</p>}
    </section>
  );
}
