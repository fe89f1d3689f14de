import { campus } from '../live/stream';
import { deviceOf, placeText, quantityText } from '../format/place';
import { grouped } from '../situation/grouped';
import { asSpan, isMonth, placeLink, type Place } from './place';
import { say } from './words';

/** Of what, and when; each choice is an address of its own. */
export function Chooser({ place }: { place: Place }) {
  const month = isMonth(place.span);
  const go = (next: Partial<Place>) => {
    location.hash = placeLink({ ...place, version: '', ...next });
  };
  const chosen = (event: Event) => (event.currentTarget as HTMLInputElement).value;
  return (
    <form class="card chooser" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="ledger-subject">{say('place')}</label>
        <select id="ledger-subject" value={place.subject} onChange={(event) => go({ subject: chosen(event) })} data-testid="ledger-subject">
          <Subjects />
        </select>
      </div>
      <div class="field">
        <label for="ledger-width">{say('width')}</label>
        <select id="ledger-width" value={month ? 'month' : 'day'} onChange={(event) => go({ span: asSpan(place.span, chosen(event) === 'month') })} data-testid="ledger-width">
          <option value="day">{say('width.day')}</option>
          <option value="month">{say('width.month')}</option>
        </select>
      </div>
      <div class="field">
        <label for="ledger-span">{say(month ? 'month' : 'day')}</label>
        <input
          id="ledger-span"
          type={month ? 'month' : 'date'}
          value={place.span}
          onChange={(event) => chosen(event) && go({ span: chosen(event) })}
          data-testid="ledger-span"
        />
      </div>
    </form>
  );
}

function Subjects() {
  const points = [...(campus.value?.points.values() ?? [])].filter((p) => p.quantity === 'temperature');
  const places = [...grouped(points, (p) => `${p.site}/${p.area}`)];
  return (
    <>
      <optgroup label={say('areas')}>
        {places.map(([subject, [any]]) => (
          <option key={subject} value={subject}>
            {any ? placeText(campus.value, any.site, any.area) : subject}
          </option>
        ))}
      </optgroup>
      {places.map(([subject, there]) => (
        <optgroup key={subject} label={there[0] ? placeText(campus.value, there[0].site, there[0].area) : subject}>
          {there.map((p) => (
            <option key={p.id} value={p.id}>
              {quantityText(p.quantity)} · {deviceOf(p.id)}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
