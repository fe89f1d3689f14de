import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { exactTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { lang } from '../words/words';
import { day as read, filePath } from './api';
import { MakeButton } from './MakeButton';
import { Sendings } from './Sendings';
import { Steps } from './Steps';
import type { Day, Section, Version } from './types';
import { tone } from './VerdictMark';
import { whyNot } from './whyNot';
import { say } from './words';

const ENDINGS = ['html', 'pdf', 'xlsx', 'csv', 'json'] as const;

/** Of a longer table the beginning; all of it is in the files. */
const ROWS_MAX = 60;

/** One version of a day's report: coverage first, then all that was found, and who stands for it. */
export function DayPage({ date, version }: { date: string; version: string }) {
  const answer = useSignal<Answer<Day> | null>(null);
  const load = async () => {
    answer.value = await read(date, version);
  };
  useEffect(() => void load(), [date, version, lang.value]);
  const got = answer.value;
  return (
    <section class="reports" aria-labelledby="report-title">
      <a class="back" href="#/reports">
        ‹ {say('back')}
      </a>
      {!got && (
        <h1 id="report-title" class="muted">
          {say('loading')}
        </h1>
      )}
      {got && !got.ok && (
        <div role="alert">
          <h1 id="report-title">{date}</h1>
          <p class="failure">{got.status === 404 ? say('missing') : whyNot(got)}</p>
          <MakeButton date={date} word="make" onMade={(made) => (answer.value = { ok: true, value: made })} />
        </div>
      )}
      {got?.ok && <Report day={got.value} onDone={(next) => (answer.value = { ok: true, value: next })} />}
    </section>
  );
}

function Report({ day, onDone }: { day: Day; onDone: (day: Day) => void }) {
  const last = day.versions.at(-1)?.number ?? day.version.number;
  const isLast = day.version.number === last;
  const { document: paper } = day;
  return (
    <>
      <header class={`card hero is-${tone[day.version.verdict]}`} data-testid="report" data-verdict={day.version.verdict} data-state={day.version.state}>
        <p class="muted num">
          {paper.subtitle} · {paper.state}
        </p>
        <h1 id="report-title" data-testid="verdict">
          {paper.verdict}
        </h1>
        {paper.lead.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {paper.warning && (
          <p class="warning-box" data-testid="warning">
            {paper.warning}
          </p>
        )}
      </header>
      {!isLast && (
        <p class="card old" role="status">
          {say('version.old', { n: last })} <a href={`#/reports/${day.date}`}>{say('version.last')}</a>
        </p>
      )}
      <nav class="files" aria-label={say('files')}>
        {ENDINGS.map((ending) => (
          <a key={ending} class="button" href={filePath(day.date, day.version.number, ending)} target="_blank" rel="noopener" data-testid={`file-${ending}`}>
            {say(`file.${ending}`)}
          </a>
        ))}
        <MakeButton date={day.date} word="make.again" onMade={onDone} />
      </nav>
      {isLast && <Steps day={day} onDone={onDone} />}
      {isLast && <Sendings date={day.date} />}
      {paper.sections
        .filter((section) => !section.annex)
        .map((section) => (
          <Table key={section.id} section={section} />
        ))}
      <Versions day={day} />
      <p class="muted code">{paper.foot.join(' · ')}</p>
    </>
  );
}

function Table({ section }: { section: Section }) {
  const more = section.rows.length - ROWS_MAX;
  return (
    <section class="card part">
      <h2 id={`part-${section.id}`}>{section.title}</h2>
      {section.rows.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby={`part-${section.id}`}>
          <table class={section.id}>
            <thead>
              <tr>
                {section.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.slice(0, ROWS_MAX).map((row, y) => (
                <tr key={y}>
                  {row.map((cell, x) => (x === 0 ? <th key={x} scope="row">{cell}</th> : <td key={x}>{cell}</td>))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more > 0 ? <p class="muted">{say('more', { n: more })}</p> : section.note && <p class="muted">{section.note}</p>}
    </section>
  );
}

function Versions({ day }: { day: Day }) {
  const time = (of: Version) => exactTime(Date.parse(of.made), serverNow.value, campus.value?.timezone ?? 'UTC');
  return (
    <section class="card part" aria-labelledby="versions">
      <h2 id="versions">{say('versions')}</h2>
      <ul class="versions">
        {[...day.versions].reverse().map((of) => (
          <li key={of.number}>
            <a href={`#/reports/${day.date}?version=${of.number}`} aria-current={of.number === day.version.number ? 'page' : undefined}>
              {say('version', { n: of.number })}
            </a>
            <span class="muted num">
              {time(of)} · {say(`cause.${of.cause}`)} · {say(`verdict.${of.verdict}`)} · {say(`state.${of.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
