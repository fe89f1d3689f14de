import { placeText, quantityText } from '../format/place';
import { valueText } from '../format/value';
import { Icon } from '../frame/Icon';
import { campus, judgedAt } from '../live/stream';
import { laterPages } from '../pages';
import { pointLink } from '../route';
import { conditionOf, stateNow } from '../situation/freshness';
import { wordOf } from '../words/words';
import { pictureOf } from './api';
import type { FloorPlan, Spot } from './types';
import { say } from './words';

/** `一食堂冷库 · 温度`, or the id of a point that is no more. */
export function spotName(point: string): string {
  const known = campus.value?.points.get(point);
  return known ? `${placeText(campus.value, known.site, known.area)} · ${quantityText(known.quantity)}` : point;
}

/** The plan with what is known now at each point: shape and word of its state, and its value. */
export function PlanPicture({ plan, name }: { plan: FloorPlan; name: string }) {
  const spots = plan.points.filter((spot) => campus.value?.points.has(spot.point));
  return (
    <>
      <div class="sheet">
        <img src={pictureOf(plan)} alt={say('picture', { name })} />
        <ul>
          {spots.map((spot) => (
            <Marker key={spot.point} spot={spot} />
          ))}
        </ul>
      </div>
      {spots.length === 0 && <p class="muted">{say('empty')}</p>}
    </>
  );
}

function Marker({ spot }: { spot: Spot }) {
  const { state, text } = spotState(spot.point);
  const inside = (
    <>
      {state !== 'normal' && <Icon state={state} />}
      <span class="num">{text}</span>
      <span class="unseen">
        {' '}
        {spotName(spot.point)} {wordOf('state', state)}
      </span>
    </>
  );
  return (
    <li
      class={`marker is-${state}`}
      style={{ left: `${spot.x * 100}%`, top: `${spot.y * 100}%` }}
      title={spotName(spot.point)}
      data-testid={`spot-${spot.point}`}
      data-state={state}
    >
      {'point' in laterPages ? <a href={pointLink(spot.point)}>{inside}</a> : inside}
    </li>
  );
}

/** Only a value of now is shown as a value. */
export function spotState(point: string) {
  const known = campus.value?.points.get(point);
  if (!known) {
    return { state: 'no-data', text: '—' } as const;
  }
  const condition = conditionOf(known, judgedAt.value);
  const text = condition.kind === 'current' || condition.kind === 'event' ? valueText(condition.value, known.unit, known.quantity) : '—';
  return { state: stateNow(known, condition), text };
}
