import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { campus, judgedAt, lost } from '../live/stream';
import { Contacts, OnDuty } from '../onduty/OnDuty';
import { exceptionsOf } from '../situation/exceptions';
import { judge } from '../situation/verdict';
import { t } from '../words/words';
import { DeadLetters } from './DeadLetters';
import { Exceptions } from './Exceptions';
import { Gateways } from './Gateways';
import { Rehearsals } from './Rehearsals';
import { Troubles } from './Troubles';
import { VerdictLine } from './VerdictLine';
import { Where } from './Where';

/** Judged at the time of the newest event; once the line is lost it is what was true before. */
const verdict = computed(() => {
  const known = campus.value;
  return known && judge({ ...known, live: !lost.value, now: known.time, points: known.points.values() });
});

const exceptions = computed(() => {
  const known = campus.value;
  return known ? exceptionsOf(known.alerts, known.points, known.gateways, judgedAt.value) : [];
});

export function Overview() {
  const known = campus.value;
  const title = t('app.name');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <VerdictLine verdict={verdict.value} lost={lost.value} />
      {known && (
        <>
          <OnDuty campus={known} />
          <Troubles names={known.troubles} />
          <Rehearsals campus={known} />
          <Exceptions rows={exceptions.value} />
          <Where />
          <Contacts campus={known} />
          <Gateways gateways={known.gateways} />
          <DeadLetters timezone={known.timezone} />
        </>
      )}
    </>
  );
}
