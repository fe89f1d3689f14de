import { useSignal } from '@preact/signals';
import type { Point } from '../api/types';
import { useAsked } from '../api/useAsked';
import { Age } from '../frame/Age';
import { StateMark } from '../frame/Icon';
import { ReadAt } from '../frame/ReadAt';
import { quantityText } from '../format/place';
import { valueText } from '../format/value';
import { campus } from '../live/stream';
import { laterPages } from '../pages';
import { pointLink } from '../route';
import { may } from '../session';
import { named, wordOf } from '../words/words';
import { coverage } from './api';
import { InstrumentDialog } from './InstrumentDialog';
import { RetireDialog } from './RetireDialog';
import type { PointDay } from './types';
import { say } from './words';

const EVERY_MS = 60_000;

/** The points of a gateway: live values, today's coverage, and what a technician does with them. */
export function PointRows({ gateway }: { gateway: string }) {
  const points = [...(campus.value?.points.values() ?? [])].filter((p) => p.gateway === gateway);
  const day = useAsked('coverage', coverage, EVERY_MS);
  const opened = useSignal<{ what: 'instrument' | 'retire'; point: string } | null>(null);
  const days = new Map(day.value?.points.map((p) => [p.id, p]));
  const close = () => {
    opened.value = null;
    void day.again();
  };
  return (
    <section aria-labelledby="gw-points">
      <h2 id="gw-points">{say('points')}</h2>
      {points.length === 0 ? (
        <p class="muted">{say('points.none')}</p>
      ) : (
        <>
          <table class="card gw-table gw-points">
            <thead>
              <tr>
                <th scope="col">{say('pt.point')}</th>
                <th scope="col">{say('pt.value')}</th>
                <th scope="col">{say('pt.day')}</th>
                <th scope="col">{say('pt.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <Row key={point.id} point={point} day={days.get(point.id)} open={(what) => (opened.value = { what, point: point.id })} />
              ))}
            </tbody>
          </table>
          <ReadAt asked={day} />
        </>
      )}
      {opened.value?.what === 'instrument' && <InstrumentDialog point={opened.value.point} onClose={close} />}
      {opened.value?.what === 'retire' && <RetireDialog point={opened.value.point} onClose={close} />}
    </section>
  );
}

interface RowProps {
  point: Point;
  day: PointDay | undefined;
  open: (what: 'instrument' | 'retire') => void;
}

function Row({ point, day, open }: RowProps) {
  const name = `${areaText(point)} · ${quantityText(point.quantity)}`;
  return (
    <tr data-testid={`point-${point.id}`}>
      <th scope="row">
        {laterPages.point ? <a href={pointLink(point.id)}>{name}</a> : name} <span class="muted below">{point.id}</span>
      </th>
      <td>
        <Value point={point} />
      </td>
      <td data-label={say('pt.day')}>{dayText(point, day)}</td>
      <td>
        <div class="acts">
          <button type="button" class="quiet" aria-label={say('pt.instrument.label', { point: name })} onClick={() => open('instrument')}>
            {say('pt.instrument')}
          </button>
          {may('tend') && !day?.retired && (
            <button type="button" class="quiet" aria-label={say('pt.retire.label', { point: name })} onClick={() => open('retire')}>
              {say('pt.retire')}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

/** Without its site, which is that of the gateway. */
function areaText({ site, area }: Point): string {
  const known = campus.value?.sites.find((s) => s.id === site)?.areas.find((a) => a.path === area);
  return known ? named(known.name, known.nameEn) : area;
}

function Value({ point }: { point: Point }) {
  return (
    <>
      {point.value !== undefined ? (
        <span class={point.state === 'no-data' ? 'num muted' : 'num'}>{valueText(point.value, point.unit, point.quantity)}</span>
      ) : (
        <span>{point.reason ? wordOf('reason', point.reason) : say('pt.none')}</span>
      )}{' '}
      {point.state !== 'normal' && <StateMark state={point.state} />}
      {point.time && (
        <span class="muted below">
          <Age at={Date.parse(point.time)} />
        </span>
      )}
    </>
  );
}

function dayText(point: Point, day: PointDay | undefined): string {
  if (day?.retired) {
    return say('pt.retired', { reason: day.retired.reason });
  }
  if (point.event) {
    return say('pt.event');
  }
  // Rounded down: 99.96 is not all of it.
  return day?.coverage == null ? '—' : `${(Math.floor(day.coverage * 1000) / 10).toFixed(1)} %`;
}
