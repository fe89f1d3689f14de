import { useEffect } from 'preact/hooks';
import { campus, lost } from '../live/stream';
import { Contacts, OnDuty } from '../onduty/OnDuty';
import { exceptions, verdict } from '../situation/now';
import { t } from '../words/words';
import { DeadLetters } from './DeadLetters';
import { Exceptions } from './Exceptions';
import { Gateways } from './Gateways';
import { Rehearsals } from './Rehearsals';
import { Troubles } from './Troubles';
import { VerdictLine } from './VerdictLine';
import { Where } from './Where';

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
