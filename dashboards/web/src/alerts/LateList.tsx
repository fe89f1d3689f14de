import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { clockTime } from '../format/time';
import { valueText } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { pointName } from '../point/place';
import { pointLink } from '../route';
import { named, t } from '../words/words';
import { lateExcursions, type LateExcursion } from './api';
import { say } from './words';

/** What was beyond a limit while nobody could know. */
export function LateList() {
  const answer = useSignal<Answer<{ excursions: LateExcursion[] }> | null>(null);
  useEffect(() => {
    void lateExcursions().then((next) => (answer.value = next));
  }, []);
  const found = answer.value;
  if (!found) {
    return <p class="muted">{say('loading')}</p>;
  }
  if (!found.ok) {
    return (
      <p class="failure" role="alert">
        {say('failed', { detail: found.detail })}
      </p>
    );
  }
  return (
    <>
      <p class="muted">{say('late.what')}</p>
      {found.value.excursions.length === 0 ? <p class="card none">{say('late.none')}</p> : <Table all={found.value.excursions} />}
    </>
  );
}

function Table({ all }: { all: readonly LateExcursion[] }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const now = serverNow.value;
  return (
    <div class="card scroll" tabIndex={0} role="region" aria-label={say('tab.late')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('filter.rule')}</th>
            <th scope="col">{say('late.worst')}</th>
            <th scope="col">{say('late.when')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={`${one.rule} ${one.point} ${one.first}`}>
              <td>
                {named(one.name, one.nameEn) || one.rule} <span class="tag">{t('alert.late')}</span>
                <br />
                <Where point={one.point} />
              </td>
              <td class="num">
                <Value one={one} />
              </td>
              <td class="num">
                {clockTime(Date.parse(one.first), now, zone)}–{clockTime(Date.parse(one.last), now, zone)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Where({ point }: { point: string }) {
  const known = campus.value?.points.get(point);
  return <a href={pointLink(point)}>{known ? pointName(campus.value, known) : point}</a>;
}

function Value({ one }: { one: LateExcursion }) {
  const known = campus.value?.points.get(one.point);
  return <>{known ? valueText(one.worst, known.unit, known.quantity) : one.worst}</>;
}
