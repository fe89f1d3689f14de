import './ledger.css';
import { useEffect } from 'preact/hooks';
import { zoned } from '../format/zoned';
import { campus, serverNow } from '../live/stream';
import { route } from '../route';
import { lang } from '../words/words';
import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { ledger, versions } from './api';
import { Chooser } from './Chooser';
import { DueCard } from './DueCard';
import { Head } from './Head';
import { KeptCard } from './KeptCard';
import { parsePlace, placeLink, type Place } from './place';
import { Sheet } from './Sheet';
import { VersionsList } from './VersionsList';
import { say } from './words';

const AGAIN_MS = 60_000;

/** The ledger that the address names; of today and the first area with a thermometer when it names none. */
export function LedgerSection({ rest }: { rest: string }) {
  const known = campus.value;
  if (!known) {
    return <p class="muted">{say('loading')}</p>;
  }
  const first = [...known.points.values()].find((p) => p.quantity === 'temperature');
  if (!first) {
    return <p class="card none">{say('no-places')}</p>;
  }
  const today = zoned(serverNow.peek(), known.timezone).slice(0, 10);
  const place = parsePlace(rest, route.value.query, { span: today, subject: `${first.site}/${first.area}` });
  return <Shown place={place} />;
}

function Shown({ place }: { place: Place }) {
  const key = `${placeLink(place)} ${lang.value}`;
  const asked = useAsked(key, () => ledger(place), AGAIN_MS);
  const issued = useAsked(key, () => versions(place));
  useEffect(() => {
    if (asked.value) {
      void issued.again();
    }
  }, [asked.value?.versions]);
  const again = () => void asked.again().then(() => issued.again());
  const shown = asked.value;
  return (
    <div class="ledger">
      <p class="muted">{say('what')}</p>
      <Chooser place={place} />
      <ReadAt asked={asked} />
      {shown && (
        <>
          <Head ledger={shown} place={place} again={again} />
          {shown.points.length === 0 && <p class="card none">{say('nothing')}</p>}
          {shown.points.map((sheet) => (
            <Sheet key={sheet.id} sheet={sheet} ledger={shown} again={again} />
          ))}
          {issued.value && <VersionsList all={issued.value.versions} place={place} />}
        </>
      )}
      <DueCard />
      <KeptCard />
    </div>
  );
}
