import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { campus, lost, serverNow } from '../live/stream';
import { exceptionsOf } from '../situation/exceptions';
import { judge } from '../situation/verdict';
import { t } from '../words/words';
import { Areas } from './Areas';
import { Exceptions } from './Exceptions';
import { Gateways } from './Gateways';
import { Troubles } from './Troubles';
import { VerdictLine } from './VerdictLine';

const verdict = computed(() => {
  const known = campus.value;
  return known && judge({ ...known, live: !lost.value, now: serverNow.value, points: known.points.values() });
});

const exceptions = computed(() => {
  const known = campus.value;
  return known ? exceptionsOf(known.alerts, known.points, known.gateways, serverNow.value) : [];
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
          <Troubles names={known.troubles} />
          <Exceptions rows={exceptions.value} />
          <Areas campus={known} />
          <Gateways gateways={known.gateways} />
        </>
      )}
    </>
  );
}
