import { clockTime } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { Changes } from './Head';
import { placeLink, type Place } from './place';
import type { Versions } from './types';
import { say } from './words';

type Version = Versions['versions'][number];

/** What was issued, the newest first, each with what it changed. */
export function VersionsList({ all, place }: { all: readonly Version[]; place: Place }) {
  return (
    <section class="card versions" aria-labelledby="versions-of-ledger">
      <h3 id="versions-of-ledger">{say('versions')}</h3>
      {all.length === 0 ? (
        <p class="muted">{say('versions.none')}</p>
      ) : (
        <ol>
          {all.map((version) => (
            <li key={version.number} data-testid={`version-${version.number}`} data-cause={version.cause}>
              <p>
                <a href={placeLink({ ...place, version: String(version.number) })}>{say('version', { n: version.number })}</a>{' '}
                <span class="num muted">{clockTime(Date.parse(version.issued), serverNow.value, campus.value?.timezone ?? 'UTC')}</span> · {why(version)}
              </p>
              <p class="digest num muted">SHA-256 {version.digest}</p>
              {!version.intact && (
                <p class="failure" role="alert">
                  {say('version.broken')}
                </p>
              )}
              {!version.chained && (
                <p class="failure" role="alert">
                  {say('version.unchained')}
                </p>
              )}
              {version.number === 1 ? <p class="muted">{say('changes.first')}</p> : <Changes changes={version.changes} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function why(version: Version): string {
  const reviewed = version.reviewer ? say('version.reviewed', { reviewer: version.reviewer }) : '';
  return version.cause === 'person' ? say('version.person', { recorder: version.recorder }) + reviewed : say(`version.${version.cause}`);
}
