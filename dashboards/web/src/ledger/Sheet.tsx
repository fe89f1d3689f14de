import { useSignal } from '@preact/signals';
import { may } from '../session';
import { EntryDialog } from './EntryDialog';
import type { Ledger, Row, Sheet as Of } from './types';
import { say } from './words';

/** As the rule of low coverage has it. */
const SHORT = 0.05;

interface Props {
  sheet: Of;
  ledger: Ledger;
  again: () => void;
}

/** One point: its instrument, its cells, what went beyond. */
export function Sheet({ sheet, ledger, again }: Props) {
  const entering = useSignal<Row | null>(null);
  const enterable = may('act') && !ledger.version;
  return (
    <section class="card sheet" aria-label={sheet.title} data-testid={`sheet-${sheet.id}`}>
      <h3>{sheet.title}</h3>
      <dl class="facts">
        {sheet.facts.slice(1).map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd class={`num ${fact.text.includes('×') ? 'is-bad' : ''}`}>{fact.text}</dd>
          </div>
        ))}
      </dl>
      <div class="scroll" tabIndex={0} role="group" aria-label={`${say('cells')} · ${sheet.title}`}>
        <table class="cells">
          <thead>
            <tr>
              {ledger.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row) => (
              <CellRow key={row.from} row={row} onEnter={enterable && row.state === 'missing' ? () => (entering.value = row) : null} />
            ))}
            <tr class="whole" data-testid="whole">
              <Texts texts={sheet.whole} />
            </tr>
          </tbody>
        </table>
      </div>
      <Excursions sheet={sheet} columns={ledger.excursionColumns} />
      {entering.value && (
        <EntryDialog
          sheet={sheet}
          row={entering.value}
          onDone={() => {
            entering.value = null;
            again();
          }}
          onCancel={() => (entering.value = null)}
        />
      )}
    </section>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  const [label = '', ...rest] = texts;
  return (
    <>
      <th scope="row" class="num">
        {label}
      </th>
      {rest.map((text, i) => (
        <td key={i} class={i < 3 || i === 5 ? 'num figure' : ''}>
          {text}
        </td>
      ))}
    </>
  );
}

function CellRow({ row, onEnter }: { row: Row; onEnter: (() => void) | null }) {
  const beyond = row.over || row.under;
  const short = row.state !== 'missing' && (row.lacking ?? 0) > SHORT;
  const hand = row.texts[row.texts.length - 1] ?? '';
  return (
    <tr class={`is-${row.state} ${beyond ? 'is-beyond' : ''} ${short ? 'is-short' : ''}`} data-state={row.state} data-label={row.label}>
      <Texts texts={row.texts.slice(0, -1)} />
      <td>
        {hand && <span class="hand">{hand}</span>}
        {onEnter && (
          <button type="button" class="quiet" onClick={onEnter} aria-label={say('enter.of', { label: row.label })} data-testid="enter">
            {say('enter')}
          </button>
        )}
      </td>
    </tr>
  );
}

function Excursions({ sheet, columns }: { sheet: Of; columns: readonly string[] }) {
  if (sheet.excursions.length === 0) {
    return <p class="muted">{say('excursions.none')}</p>;
  }
  return (
    <>
      <h4>{say('excursions')}</h4>
      <div class="scroll" tabIndex={0} role="group" aria-label={`${say('excursions')} · ${sheet.title}`}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.excursions.map((texts, i) => (
              <tr key={i}>
                <Texts texts={texts} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
