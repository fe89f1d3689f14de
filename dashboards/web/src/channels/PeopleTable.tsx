import type { Asked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import type { PeopleAndDepartments, Person } from '../gateways/types';
import { named } from '../words/words';
import { say } from './words';

/** The people of the campus file, read-only; a telephone number is a link that calls. */
export function PeopleTable({ asked }: { asked: Asked<PeopleAndDepartments> }) {
  const all = asked.value?.people;
  const department = (id: string | undefined) => {
    const found = asked.value?.departments.find((d) => d.id === id);
    return found ? named(found.name, found.nameEn) : (id ?? '—');
  };
  return (
    <section aria-labelledby="people-title">
      <h2 id="people-title">{say('people')}</h2>
      {all?.length === 0 && <p>{say('people.none')}</p>}
      {all && all.length > 0 && (
        <table class="card gw-table" data-testid="people">
          <thead>
            <tr>
              <th scope="col">{say('col.name')}</th>
              <th scope="col">{say('col.department')}</th>
              <th scope="col">{say('col.telephone')}</th>
              <th scope="col">{say('col.channels')}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td data-label={say('col.department')}>{department(person.department)}</td>
                <td data-label={say('col.telephone')}>
                  <Telephone person={person} />
                </td>
                <td data-label={say('col.channels')}>{person.channels.join(say('join')) || <span class="muted">{say('unreachable')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(asked.failure || !all) && <ReadAt asked={asked} />}
    </section>
  );
}

export function Telephone({ person }: { person: Person }) {
  return person.telephone ? (
    <a class="num tel" href={`tel:${person.telephone}`} aria-label={say('call', { name: person.name, number: person.telephone })}>
      {person.telephone}
    </a>
  ) : (
    <>—</>
  );
}
