import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { alertById } from '../alert/api';
import type { Alert } from '../api/types';
import { placeText } from '../format/place';
import { clockTime } from '../format/time';
import { StateMark } from '../frame/Icon';
import { campus, serverNow } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { alertLink } from '../route';
import { may } from '../session';
import { SignDialog } from './SignDialog';
import type { Handover, Member, Signatory } from './types';
import { say } from './words';

interface Props {
  of: Handover;
  people: readonly Member[];
  onSigned: () => void;
}

/** What was open when the shift changed, and who has signed that. */
export function HandoverSheet({ of, people, onSigned }: Props) {
  const signing = useSignal<Signatory | null>(null);
  const zone = campus.value?.timezone ?? 'UTC';
  const time = (iso: string) => clockTime(Date.parse(iso), serverNow.value, zone);
  const sides = [['outgoing', of.outgoing] as const, ['incoming', of.incoming] as const];
  return (
    <article class="card part sheet-of" data-testid={`handover-${of.id}`}>
      <h3>{say('handover.at', { site: placeText(campus.value, of.site, ''), time: time(of.changed) })}</h3>
      <p class="muted">{say('handover.taken', { time: time(of.taken) })}</p>
      <Alerts ids={of.alerts} />
      {of.drills.length > 0 && <p>{say('handover.drills', { n: of.drills.length })}</p>}
      <div class="signatures">
        {sides.map(([side, who]) => (
          <div key={side}>
            <span class="muted">{say(`handover.${side}`)}</span>
            <b>{who.name ?? who.id}</b>
            {who.signed ? (
              <StateMark state="normal" word={say('handover.signed', { time: time(who.signed), by: who.by ?? '' })} />
            ) : may('act') ? (
              <button type="button" class="primary" onClick={() => (signing.value = who)} aria-label={say('handover.sign.for', { who: who.name ?? who.id })} data-testid={`sign-${side}`}>
                {say('handover.sign')}
              </button>
            ) : (
              <span class="muted">{say('handover.unsigned')}</span>
            )}
          </div>
        ))}
      </div>
      {signing.value && (
        <SignDialog
          handover={of.id}
          who={signing.value}
          hasPin={people.find((p) => p.id === signing.peek()?.id)?.pin ?? false}
          onSigned={() => {
            signing.value = null;
            onSigned();
          }}
          onClose={() => (signing.value = null)}
        />
      )}
    </article>
  );
}

/** Read one by one: there are few, and they may be closed by now. */
function Alerts({ ids }: { ids: readonly string[] }) {
  const known = useSignal<ReadonlyMap<string, Alert | null>>(new Map());
  useEffect(() => {
    void Promise.all(ids.map((id) => alertById(id))).then((answers) => {
      known.value = new Map(answers.map((a, i) => [ids[i] ?? '', a.ok ? a.value : null]));
    });
  }, [ids.join()]);
  if (ids.length === 0) {
    return <p>{say('handover.alerts.none')}</p>;
  }
  return (
    <>
      <h4>{say('handover.alerts')}</h4>
      <ul class="alerts">
        {ids.map((id) => {
          const alert = known.value.get(id);
          return (
            <li key={id}>
              {alert ? (
                <>
                  <StateMark state={alert.severity} />
                  <a href={alertLink(id)}>
                    {placeText(campus.value, alert.site, alert.area)} · {alertName(alert)}
                  </a>
                </>
              ) : (
                <span class="muted">{alert === null ? say('handover.alert.unread', { id }) : say('reading')}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
