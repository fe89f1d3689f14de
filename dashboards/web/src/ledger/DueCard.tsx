import { useAsked } from '../api/useAsked';
import { placeText } from '../format/place';
import { campus } from '../live/stream';
import { pointLink } from '../route';
import { due } from './api';
import { say } from './words';

/** A reminder of calibrations that run out within a month, or have; nothing when there is none. */
export function DueCard() {
  const asked = useAsked('due', due);
  const all = asked.value?.due ?? [];
  if (all.length === 0) {
    return null;
  }
  return (
    <section class="card versions" aria-labelledby="calibrations-due" data-testid="calibrations-due">
      <h3 id="calibrations-due">{say('due', { n: all.length })}</h3>
      <ul>
        {all.map((one) => (
          <li key={one.point} class={one.overdue ? 'is-bad' : ''}>
            <a href={pointLink(one.point)}>{one.serial}</a> · {placeText(campus.value, one.site ?? '', one.area ?? '')} ·{' '}
            <span class="num">{say(one.overdue ? 'due.over' : 'due.until', { day: one.due })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
