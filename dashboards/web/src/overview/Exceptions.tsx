import type { Exception } from '../situation/exceptions';
import { t } from '../words/words';
import { AlertRow } from './AlertRow';
import { GatewayRow, SilentRow } from './SilentRow';

/** A flood must not bury the areas: the rest opens on demand. */
const SHOWN_MAX = 12;

export function Exceptions({ rows }: { rows: readonly Exception[] }) {
  if (rows.length === 0) {
    return null;
  }
  const rest = rows.slice(SHOWN_MAX);
  return (
    <section aria-labelledby="exceptions-title">
      <h2 id="exceptions-title">{t('exceptions.title')}</h2>
      <ul class="card exceptions">
        {rows.slice(0, SHOWN_MAX).map((row) => (
          <Row key={row.key} row={row} />
        ))}
        {rest.length > 0 && (
          <li>
            <details class="more">
              <summary>{t('exceptions.more', { n: rest.length })}</summary>
              <ul>
                {rest.map((row) => (
                  <Row key={row.key} row={row} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </section>
  );
}

function Row({ row }: { row: Exception }) {
  switch (row.kind) {
    case 'alert':
      return <AlertRow alert={row.alert} point={row.point} />;
    case 'gateway':
      return <GatewayRow row={row} />;
    case 'silent':
      return <SilentRow row={row} />;
  }
}
