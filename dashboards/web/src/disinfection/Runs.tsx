import { named } from '../words/words';
import { exact, number, untilText } from './day';
import type { Evidence, Run, Spread } from './types';
import { say } from './words';

const minutes = (ms: number) => say('unit.minutes', { n: number(ms / 60_000) });
const meanMin = (s: Spread | undefined) => (s ? say('run.meanmin', { mean: s.mean.toFixed(0), min: s.min.toFixed(0) }) : '—');

export function Runs({ slot }: { slot: Evidence }) {
  return (
    <section class="card block">
      <h2>{say('runs.title')}</h2>
      {slot.runs.length === 0 ? (
        <p class="muted">{say('runs.none')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="group" aria-label={say('runs.title')}>
          <table class="runs" data-testid="runs">
            <thead>
              <tr>
                <th scope="col">{say('run.time')}</th>
                <th scope="col">{say('run.sprayer')}</th>
                <th scope="col">{say('run.sprayed')}</th>
                <th scope="col">{say('run.litres')}</th>
                <th scope="col">{say('run.mg')}</th>
                <th scope="col">{say('run.kpa')}</th>
                <th scope="col">{say('run.tank')}</th>
              </tr>
            </thead>
            <tbody>
              {slot.runs.map((r) => (
                <Row key={r.sprayer + r.from} run={r} slot={slot} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ run, slot }: { run: Run; slot: Evidence }) {
  const of = slot.sprayers.find((s) => s.id === run.sprayer);
  const remarks = [
    run.dryMs >= 1000 && say('run.dry', { n: Math.round(run.dryMs / 1000) }),
    run.unseenMs >= 1000 && say('run.unseen', { n: Math.round(run.unseenMs / 1000) }),
    run.pauses.length > 0 && say('run.pauses', { n: run.pauses.length }),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row" class="num">
        {exact(run.from)}–{run.running ? say('run.running') : untilText(run)}
      </th>
      <td>{of ? named(of.name, of.nameEn) : run.sprayer}</td>
      <td class="num">
        {minutes(run.sprayedMs)}
        {remarks.map((r) => (
          <span class="muted remark" key={String(r)}>
            {r}
          </span>
        ))}
      </td>
      <td class="num">{number(run.litres)} L</td>
      <td class="num">{meanMin(run.concentration)}</td>
      <td class="num">{meanMin(run.pressure)}</td>
      <td class="num">{run.tank.check === 'none' ? say('tank.none') : tankText(run)}</td>
    </tr>
  );
}

function tankText(run: Run): string {
  return say(`tank.${run.tank.check}` as 'tank.agrees', { n: number(run.tank.fallLitres) });
}
