import type { Area, Site } from '../api/types';
import { useAsked } from '../api/useAsked';
import { Telephone } from '../channels/PeopleTable';
import { ReadAt } from '../frame/ReadAt';
import { people } from '../gateways/api';
import '../gateways/gateways.css';
import type { PeopleAndDepartments } from '../gateways/types';
import { campus } from '../live/stream';
import { named } from '../words/words';
import { say } from './words';

/** `#/settings/areas`: sites with their areas, who answers for each, and how many points it has. */
export function AreasSection() {
  const asked = useAsked('people', people);
  const sites = campus.value?.sites ?? [];
  const areas = sites.flatMap((s) => s.areas);
  return (
    <>
      <section>
        <h1>{say('title')}</h1>
        <p>{say('sum', { n: areas.length, m: areas.filter((a) => !a.owner).length })}</p>
        <p class="muted">{say('what')}</p>
        {(asked.failure || !asked.value) && <ReadAt asked={asked} />}
      </section>
      {sites.map((site) => (
        <section key={site.id} aria-labelledby={`areas-${site.id}`}>
          <h2 id={`areas-${site.id}`}>{named(site.name, site.nameEn)}</h2>
          <table class="card gw-table">
            <thead>
              <tr>
                <th scope="col">{say('col.area')}</th>
                <th scope="col">{say('col.owner')}</th>
                <th scope="col">{say('col.people')}</th>
                <th scope="col">{say('col.points')}</th>
              </tr>
            </thead>
            <tbody>
              {site.areas.map((area) => (
                <Row key={area.path} site={site} area={area} known={asked.value} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function Row({ site, area, known }: { site: Site; area: Area; known: PeopleAndDepartments | null }) {
  const points = [...(campus.value?.points.values() ?? [])].filter((p) => p.site === site.id && p.area === area.path);
  const strange = points.filter((p) => !p.expected).length;
  const department = known?.departments.find((d) => d.areas.some((a) => a.site === site.id && a.area === area.path));
  const staff = known?.people.filter((p) => department && p.department === department.id) ?? [];
  return (
    <tr data-testid={`area-${site.id}-${area.path}`}>
      <th scope="row">
        {named(area.name, area.nameEn)} <span class="muted below">{area.path}</span>
        {!area.expected && <span class="tag">{say('unexpected')}</span>}
      </th>
      <td data-label={say('col.owner')}>{named(area.owner, area.ownerEn) || <span class="muted">{say('none')}</span>}</td>
      <td data-label={say('col.people')}>
        {staff.length > 0
          ? staff.map((person) => (
              <span key={person.id} class="below">
                {person.name} <Telephone person={person} />
              </span>
            ))
          : area.owner && <span class="muted">{say('nobody')}</span>}
      </td>
      <td data-label={say('col.points')} class="num">
        {strange > 0 ? say('points.more', { n: points.length, m: strange }) : say('points', { n: points.length })}
      </td>
    </tr>
  );
}
