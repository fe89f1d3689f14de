import { useAsked } from '../api/useAsked';
import { zoned } from '../format/zoned';
import { campus } from '../live/stream';
import { kept } from './api';
import { isKind, say } from './words';

/** How long records are kept, and each time that some were thrown away. */
export function KeptCard() {
  const asked = useAsked('kept', kept);
  const value = asked.value;
  if (!value) {
    return null;
  }
  const day = (at: string) => zoned(Date.parse(at), campus.value?.timezone ?? 'UTC').slice(0, 10);
  return (
    <section class="card versions" aria-labelledby="records-kept" data-testid="records-kept">
      <h3 id="records-kept">{say('kept')}</h3>
      <p>{value.keepDays === undefined ? say('kept.forever') : say('kept.days', { n: value.keepDays })}</p>
      {value.purges.length === 0 ? (
        <p class="muted">{say('kept.none')}</p>
      ) : (
        <ul>
          {value.purges.map((purge) => (
            <li key={purge.at + purge.kind} class="num">
              {say('kept.purge', { at: day(purge.at), until: day(purge.until), n: purge.removed, what: isKind(purge.kind) ? say(`kept.${purge.kind}`) : purge.kind })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
