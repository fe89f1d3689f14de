import { useEffect, useState } from 'preact/hooks';
import { slotLink } from '../route';
import { named } from '../words/words';
import { askedText, factText, rows, windowOf, windows, type Row } from './day';
import { SlotMark } from './SlotMark';
import type { Slot } from './types';
import { say } from './words';

const COLUMNS_MAX = 5;
const NARROW = '(max-width: 860px)';

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = () => setNarrow(query.matches);
    query.addEventListener('change', follow);
    // It may have changed since the first drawing.
    follow();
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
}

/** Areas × slots of the day: a table where it fits, else a list of the areas with their slots. */
export function Board({ slots }: { slots: readonly Slot[] }) {
  const columns = windows(slots, COLUMNS_MAX);
  const narrow = useNarrow();
  return columns.length && !narrow ? <Table slots={slots} columns={columns} /> : <Lists slots={slots} />;
}

function Table({ slots, columns }: { slots: readonly Slot[]; columns: string[] }) {
  return (
    <table class="card slots" data-testid="slots">
      <thead>
        <tr>
          <th scope="col">{say('area')}</th>
          {columns.map((c) => (
            <th scope="col" class="num" key={c}>
              {c}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows(slots).map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <AreaName row={row} />
            </th>
            {columns.map((c) => (
              <td key={c}>
                {row.slots
                  .filter((s) => windowOf(s) === c)
                  .map((s) => (
                    <Cell key={s.id} slot={s} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lists({ slots }: { slots: readonly Slot[] }) {
  return (
    <div class="slotlists" data-testid="slots">
      {rows(slots).map((row) => (
        <section class="card" key={row.key}>
          <h2>
            <AreaName row={row} />
          </h2>
          <ul>
            {row.slots.map((s) => (
              <li key={s.id}>
                <Cell slot={s} timed />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function AreaName({ row }: { row: Row }) {
  return (
    <>
      {named(row.name, row.nameEn)}
      {row.slots[0] && <span class="muted asked">{askedText(row.slots[0])}</span>}
    </>
  );
}

function Cell({ slot, timed }: { slot: Slot; timed?: boolean }) {
  const fact = factText(slot);
  const came = Date.parse(slot.opens) <= Date.now();
  const inside = (
    <>
      {timed && <span class="num when">{windowOf(slot)}</span>}
      <SlotMark state={slot.state} />
      {fact && <span class="muted num fact">{fact}</span>}
    </>
  );
  return came || slot.state !== 'pending' ? (
    <a
      class={`slot of-${slot.state}`}
      href={slotLink(slot.id)}
      data-testid={`slot-${slot.state}`}
    >
      <span class="unseen">
        {say('cell.of', { area: named(slot.areaName, slot.areaNameEn), window: windowOf(slot) })}
      </span>
      {inside}
    </a>
  ) : (
    <div class="slot of-pending">{inside}</div>
  );
}
