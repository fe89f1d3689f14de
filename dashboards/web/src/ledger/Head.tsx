import { useSignal } from '@preact/signals';
import { may } from '../session';
import { formPath, packPath, type Form } from './api';
import { IssueDialog } from './IssueDialog';
import { daysOf, placeLink, type Place } from './place';
import type { Ledger } from './types';
import { say } from './words';

const FILES: readonly Form[] = ['pdf', 'xlsx', 'csv'];

/** What is shown, how it stands to what was issued, and in which forms it can be taken away. */
export function Head({ ledger, place, again }: { ledger: Ledger; place: Place; again: () => void }) {
  const asking = useSignal(false);
  const issuable = ledger.over && !ledger.version && (ledger.versions === 0 || ledger.changes.length > 0) && ledger.points.length > 0;
  return (
    <header class="card head-of" data-testid="ledger-head" data-version={ledger.version?.number ?? 0} data-versions={ledger.versions}>
      <h2>{ledger.title}</h2>
      <p class={ledger.version ? '' : 'muted'} data-testid="ledger-standing">
        {standing(ledger)}
      </p>
      <Broken ledger={ledger} />
      <dl class="facts">
        {ledger.head
          .filter((fact) => fact.text)
          .map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd class="num">{fact.text}</dd>
            </div>
          ))}
      </dl>
      {ledger.changes.length > 0 && <Changes changes={ledger.changes} />}
      <div class="acts">
        {issuable && may('act') && (
          <button type="button" class="primary" onClick={() => (asking.value = true)} data-testid="ledger-issue">
            {say('issue')}
          </button>
        )}
        {ledger.version && (
          <a class="button" href={placeLink({ ...place, version: '' })}>
            {say('versions.now')}
          </a>
        )}
        <a class="button" href={formPath(place, 'html')} target="_blank" rel="noreferrer">
          {say('print')}
        </a>
        {FILES.map((form) => (
          <a key={form} class="button" href={formPath(place, form)} download data-testid={`ledger-${form}`}>
            {form.toUpperCase()}
          </a>
        ))}
        <a class="button" href={packPath(...daysOf(place.span))} download data-testid="ledger-pack">
          {say('pack')}
        </a>
      </div>
      {asking.value && (
        <IssueDialog
          place={place}
          onDone={() => {
            asking.value = false;
            again();
          }}
          onCancel={() => (asking.value = false)}
        />
      )}
    </header>
  );
}

function Broken({ ledger }: { ledger: Ledger }) {
  return ledger.version && !ledger.version.intact ? (
    <p class="failure" role="alert">
      {say('version.broken')}
    </p>
  ) : null;
}

function standing(ledger: Ledger): string {
  if (ledger.version) {
    return say('version', { n: ledger.version.number });
  }
  if (!ledger.over) {
    return `${say('draft')} · ${say('draft.open')}`;
  }
  if (ledger.versions === 0) {
    return say('draft');
  }
  return ledger.changes.length === 0
    ? say('draft.same', { n: ledger.versions })
    : say('draft.differs', { n: ledger.versions, count: ledger.changes.length });
}

export function Changes({ changes }: { changes: readonly string[] }) {
  return (
    <details class="changes">
      <summary>{say('changes', { count: changes.length })}</summary>
      <ul>
        {changes.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
