import { slotLink } from '../route';
import { may } from '../session';
import { amount, moment, unitOf } from './stock';
import type { Line, WholeItem } from './types';
import { say } from './words';

/** All entries, the newest first; what was corrected stays in sight. */
export function Books({ of, onCorrect }: { of: WholeItem; onCorrect: (line: Line) => void }) {
  return (
    <section class="card part">
      <h2>{say('books.title')}</h2>
      {of.lines.length === 0 && <p class="muted">{say('books.none')}</p>}
      {of.lineCount > of.lines.length && <p class="muted">{say('books.shown', { n: of.lines.length, all: of.lineCount })}</p>}
      {of.lines.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-label={say('books.title')}>
          <table class="plain books" data-testid="books">
            <thead>
              <tr>
                <th scope="col">{say('books.time')}</th>
                <th scope="col">{say('books.kind')}</th>
                <th scope="col">{say('books.amount', { unit: unitOf(of) })}</th>
                <th scope="col">{say('books.after')}</th>
                <th scope="col">{say('books.who')}</th>
                {may('act') && <td />}
              </tr>
            </thead>
            <tbody>
              {of.lines.map((line) => (
                <Row key={line.number} line={line} onCorrect={onCorrect} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const SIGN = { in: '+', out: '−', computed: '−', count: '=', correction: '' } as const;

function Row({ line, onCorrect }: { line: Line; onCorrect: (line: Line) => void }) {
  const corrected = line.corrections.length > 0;
  const off = line.kind === 'count' && line.before !== undefined ? line.right - line.before : 0;
  return (
    <tr data-testid={`line-${line.kind}`}>
      <th scope="row" class="num">
        {moment(line.at)}
      </th>
      <td>
        {say(`kind.${line.kind}`)}
        {line.slot && (
          <>
            {' '}
            <a href={slotLink(line.slot)}>{say('line.slot')}</a>
          </>
        )}
        {line.expires && <span class="muted remark num">{say('expires.on', { day: line.expires })}</span>}
        {line.note && <span class="muted remark">{line.note}</span>}
      </td>
      <td class="num">
        {SIGN[line.kind]}
        {amount(line.right)}
        {corrected && <span class="muted remark">{say('line.was', { n: amount(line.amount) })}</span>}
        {Math.abs(off) > 0.004 && line.before !== undefined && (
          <span class="muted remark">{say('count.diff', { n: amount(line.before), diff: `${off > 0 ? '+' : '−'}${amount(Math.abs(off))}` })}</span>
        )}
      </td>
      <td class="num">{line.after === undefined ? '—' : amount(line.after)}</td>
      <td>
        {line.person ? say('line.by', { who: line.personName ?? line.person, account: line.by ?? '' }) : say('line.auto')}
        {line.corrections.map((c) => (
          <span class="muted remark num" key={c.number}>
            {c.kind === 'computed'
              ? say('line.late', { time: moment(c.entered) })
              : say('line.corrected', { who: c.personName ?? '', time: moment(c.entered), note: c.note })}
          </span>
        ))}
      </td>
      {may('act') && (
        <td>
          {line.kind !== 'computed' && (
            <button type="button" onClick={() => onCorrect(line)} data-testid="correct">
              {say('act.correct')}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}
