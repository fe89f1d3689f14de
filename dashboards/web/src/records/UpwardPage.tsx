import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http';
import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { alertLink } from '../route';
import { may } from '../session';
import { printPath, upwardReport, type UpwardReport, type Version } from './api';
import { AsideDialog } from './AsideDialog';
import { Fetched } from './Fetched';
import { HandInForm } from './HandInForm';
import { Deadline, eventPlace, eventText } from './UpwardSection';
import { say } from './words';

/** One report: its deadline, what was handed in, and the form for the next version. */
export function UpwardPage({ id }: { id: string }) {
  const answer = useSignal<Answer<UpwardReport> | null>(null);
  const load = async () => {
    answer.value = await upwardReport(id);
  };
  useEffect(() => void load(), [id]);
  return (
    <>
      <a class="back" href="#/records/upward">
        ‹ {say('back')}
      </a>
      <Fetched answer={answer.value} again={() => void load()}>
        {(report) => <Loaded report={report} onKept={(next) => (answer.value = { ok: true, value: next })} />}
      </Fetched>
    </>
  );
}

function Loaded({ report, onKept }: { report: UpwardReport; onKept: (next: UpwardReport) => void }) {
  const asking = useSignal(false);
  const isFinal = report.versions.at(-1)?.kind === 'final';
  const waiting = report.versions.length === 0;
  return (
    <div class="report" data-testid={`report-${report.id}`} data-versions={report.versions.length}>
      <header class={`card ${waiting ? (report.late ? 'is-critical' : 'is-warning') : 'is-normal'}`}>
        <h2>
          {eventText(report)} · {eventPlace(report)}
        </h2>
        <Deadline report={report} />
        <div class="acts">
          <a class="button" href={printPath(report.id)} target="_blank" rel="noreferrer">
            {say('upward.print')}
          </a>
          <a class="button" href={alertLink(report.id)}>
            {say('upward.alert')}
          </a>
          {waiting && may('sign') && (
            <button type="button" data-testid="aside-open" onClick={() => (asking.value = true)}>
              {say('aside.open')}
            </button>
          )}
        </div>
      </header>
      {report.versions.length > 0 && (
        <section aria-labelledby="versions-title">
          <h2 id="versions-title">{say('upward.versions')}</h2>
          {[...report.versions].reverse().map((version) => (
            <Handed key={version.number} version={version} />
          ))}
        </section>
      )}
      {isFinal ? <p class="muted">{say('upward.final.there')}</p> : may('act') && <HandInForm key={report.versions.length} report={report} onKept={onKept} />}
      {asking.value && (
        <AsideDialog
          id={report.id}
          onKept={(next) => {
            asking.value = false;
            onKept(next);
          }}
          onCancel={() => (asking.value = false)}
        />
      )}
    </div>
  );
}

/** One version as it was handed in. */
function Handed({ version }: { version: Version }) {
  const zone = campus.value?.timezone ?? 'UTC';
  const time = (at: string) => clockTime(Date.parse(at), serverNow.value, zone);
  const aside = version.kind === 'not-required';
  const rows: [string, string | undefined][] = [
    [say('form.happened'), aside ? undefined : time(version.happened)],
    [say('form.place'), version.place],
    [aside ? say('aside.reason') : say('form.what'), version.what],
    [say('form.affected'), aside ? undefined : String(version.affected)],
    [say('form.measures'), version.measures],
    [say('form.reported'), version.reported && time(version.reported)],
    [say('form.to'), version.to],
    [say('form.way'), version.way && say(`way.${version.way}`)],
    [aside ? say('aside.person') : say('form.recorder'), version.recorder],
    [say('form.reviewer'), version.reviewer],
    [say('form.signatory'), version.signatory],
  ];
  return (
    <article class="card version">
      <h3>
        {say('upward.version', { n: version.number, kind: say(`kind.${version.kind}`) })} <span class="muted num">{time(version.recorded)}</span>
      </h3>
      <dl>
        {rows
          .filter(([, text]) => text)
          .map(([word, text]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      <p class="code muted">SHA-256 {version.digest.slice(0, 16)}…</p>
    </article>
  );
}
