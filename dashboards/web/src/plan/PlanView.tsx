import { computed, signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Named, Site } from '../api/types';
import type { Campus } from '../live/model';
import { campus } from '../live/stream';
import { floorPlans } from '../overview/Where';
import { may } from '../session';
import { placesOf } from '../situation/places';
import { lang } from '../words/words';
import { PlanEditor } from './PlanEditor';
import { PlanPicture } from './PlanPicture';
import type { FloorPlan } from './types';
import { say } from './words';
import './plan.css';

/** What a plan may be of, by the id that its plan would have. */
export interface Subject {
  id: string;
  name: string;
  site: Site;
  building: Named | undefined;
}

const shape = computed(() => campus.value?.shape);
const subjects = computed<Subject[]>(() => {
  const known = shape.value && campus.peek();
  return known ? subjectsOf(known, lang.value === 'en') : [];
});
const chosen = signal('');

function subjectsOf(known: Campus, english: boolean): Subject[] {
  return placesOf(known.sites, known.points.values(), english).flatMap(({ site, name, buildings }) => [
    { id: site.id, name: say('whole', { site: name }), site, building: undefined },
    ...buildings.map((b) => ({
      id: `${site.id}:${b.id}`,
      name: `${name} · ${b.name}`,
      site,
      building: { id: b.id, name: b.name, nameEn: b.name },
    })),
  ]);
}

/** Plans one at a time; who may tend points draws them. */
export function PlanView() {
  const [editing, edit] = useState(false);
  const plans = floorPlans.value ?? [];
  const offered = subjects.value.filter((s) => may('tend') || plans.some((p) => p.id === s.id));
  const subject = offered.find((s) => s.id === (chosen.value || plans[0]?.id)) ?? offered[0];
  if (!subject) {
    return null;
  }
  const plan = plans.find((p) => p.id === subject.id);
  const changed = (next: FloorPlan | null) => {
    const others = plans.filter((p) => p.id !== subject.id);
    floorPlans.value = next ? [...others, next] : others;
    edit(next !== null);
  };
  return (
    <div class="card plan">
      <div class="bar-of-plan">
        <label>
          {say('which')}
          <select
            value={subject.id}
            data-testid="plan-which"
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
              edit(false);
            }}
          >
            {offered.map((s) => (
              <option key={s.id} value={s.id}>
                {s.name}
                {plans.some((p) => p.id === s.id) ? '' : ` — ${say('none')}`}
              </option>
            ))}
          </select>
        </label>
        {may('tend') && plan && !editing && (
          <button type="button" data-testid="plan-edit" onClick={() => edit(true)}>
            {say('edit')}
          </button>
        )}
      </div>
      {may('tend') && (editing || !plan) ? (
        <PlanEditor key={subject.id} subject={subject} plan={plan} onChanged={changed} onDone={() => edit(false)} />
      ) : (
        plan && <PlanPicture plan={plan} name={subject.name} />
      )}
    </div>
  );
}
