import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { placeText } from '../format/place';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import * as api from './api';
import { Fresh } from './Fresh';
import { HandoverSheet } from './HandoverSheet';
import { taken, unread, type Read } from './read';
import type { Handover, Plan, Signatory } from './types';
import { say } from './words';

const AGAIN_MS = 10_000;

/** Sheets that wait for a signature, then those that both have signed. */
export function Handovers() {
  const read = useSignal<Read<{ handovers: Handover[] }>>(unread());
  const plan = useSignal<Read<Plan>>(unread());
  const load = async () => {
    read.value = taken(read.peek(), await api.handovers());
  };
  useEffect(() => {
    void load();
    void api.plan().then((answer) => (plan.value = taken(plan.peek(), answer)));
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  const all = read.value.value?.handovers ?? [];
  const isSigned = (h: Handover) => h.outgoing.signed !== undefined && h.incoming.signed !== undefined;
  const open = all.filter((h) => !isSigned(h));
  const signed = all.filter(isSigned);
  return (
    <>
      <Fresh read={read.value} again={() => void load()} />
      <section aria-labelledby="handover-open">
        <h2 id="handover-open">{say('handover.open')}</h2>
        {read.value.value && open.length === 0 && <p class="muted">{say('handover.none')}</p>}
        <div class="sheets">
          {open.map((h) => (
            <HandoverSheet key={h.id} of={h} people={plan.value.value?.people ?? []} onSigned={() => void load()} />
          ))}
        </div>
      </section>
      <section aria-labelledby="handover-history">
        <h2 id="handover-history">{say('handover.history')}</h2>
        {signed.length === 0 ? <p class="muted">{read.value.value && say('handover.history.none')}</p> : <History of={signed} />}
      </section>
    </>
  );
}

function History({ of }: { of: readonly Handover[] }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const time = (iso: string) => clockTime(Date.parse(iso), serverNow.value, zone);
  const side = (s: Signatory) => (
    <>
      {s.name ?? s.id}
      <span class="muted"> {say('handover.signed', { time: time(s.signed ?? ''), by: s.by ?? '' })}</span>
    </>
  );
  return (
    <div class="card scroll" tabIndex={0} role="group" aria-label={say('handover.caption')}>
      <table class="plain" data-testid="handover-history">
        <caption class="unseen">{say('handover.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('handover.when')}</th>
            <th scope="col">{say('handover.outgoing')}</th>
            <th scope="col">{say('handover.incoming')}</th>
            <th scope="col">{say('handover.count')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((h) => (
            <tr key={h.id}>
              <th scope="row" class="num">
                {placeText(campus.value, h.site, '')} {time(h.changed)}
              </th>
              <td>{side(h.outgoing)}</td>
              <td>{side(h.incoming)}</td>
              <td class="num">{h.alerts.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
