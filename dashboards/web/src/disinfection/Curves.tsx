import { named } from '../words/words';
import { drawn } from './curve';
import { clock, number } from './day';
import type { Curve, Evidence } from './types';
import { say, wordFor } from './words';

const WIDTH = 720;
const HEIGHT = 90;
const SHOWN = ['run_state', 'flow', 'chlorine', 'line_pressure', 'tank_level'];

/** What each sprayer told around the slot; runs are shaded, the slot is framed. */
export function Curves({ slot }: { slot: Evidence }) {
  const series = slot.curves.series.filter((c) => c.values.length > 0 && SHOWN.includes(c.quantity));
  series.sort((a, b) => a.sprayer.localeCompare(b.sprayer) || SHOWN.indexOf(a.quantity) - SHOWN.indexOf(b.quantity));
  return (
    <section class="card block">
      <h2>{say('curves.title')}</h2>
      {!slot.curves.complete && <p class="failure">{say('curves.broken')}</p>}
      {series.length === 0 && <p class="muted">{say('curves.none')}</p>}
      {series.map((c) => (
        <One key={`${c.sprayer} ${c.quantity}`} slot={slot} curve={c} several={slot.sprayers.length > 1} />
      ))}
    </section>
  );
}

function limits(slot: Evidence, quantity: string): number[] {
  if (quantity === 'chlorine') {
    return [slot.asked.concentration];
  }
  return quantity === 'line_pressure' && slot.asked.pressure ? [slot.asked.pressure.low, slot.asked.pressure.high] : [];
}

function One({ slot, curve, several }: { slot: Evidence; curve: Curve; several: boolean }) {
  const from = Date.parse(slot.curves.from);
  const to = Date.parse(slot.curves.to);
  const asked = limits(slot, curve.quantity);
  const { line, band, y } = drawn(curve, from, to, WIDTH, HEIGHT, asked);
  const x = (iso: string) => ((Math.min(Math.max(Date.parse(iso), from), to) - from) / (to - from)) * WIDTH;
  const of = slot.sprayers.find((s) => s.id === curve.sprayer);
  const name = wordFor('curve', curve.quantity) + (several && of ? ` · ${named(of.name, of.nameEn)}` : '');
  const unit = curve.unit === '1' ? '' : curve.unit;
  const values = curve.values;
  const least = Math.min(...values.map((v) => v[2]));
  const most = Math.max(...values.map((v) => v[3]));
  return (
    <figure class="curve">
      <figcaption>
        <strong>{name}</strong>{' '}
        <span class="muted num">
          {number(least)}–{number(most)} {unit}
          {asked.length > 0 && ` · ${say('curve.asked', { n: asked.map(number).join('–') })}`}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('curve.label', { name, min: number(least), max: number(most), unit, n: values.length })}
      >
        <rect class="slotspan" x={x(slot.opens)} y="0" width={Math.max(0, x(slot.due) - x(slot.opens))} height={HEIGHT} />
        {slot.runs
          .filter((r) => r.sprayer === curve.sprayer)
          .map((r) => (
            <rect key={r.from} class="runspan" x={x(r.from)} y="0" width={Math.max(2, x(r.until) - x(r.from))} height={HEIGHT} />
          ))}
        {asked.map((n) => (
          <path key={n} class="limit" d={`M0 ${y(n)}H${WIDTH}`} />
        ))}
        <path class="band" d={band} />
        <path class="line" d={line} />
      </svg>
      <div class="axis muted num" aria-hidden="true">
        <span>{clock(slot.curves.from)}</span>
        <span>{clock(slot.curves.to)}</span>
      </div>
    </figure>
  );
}
