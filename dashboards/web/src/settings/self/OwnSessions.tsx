import { useSignal } from '@preact/signals';
import { endSession, sessions, why, type Session } from '../api';
import { Fetched } from '../Fetched';
import { when } from '../when';
import { say } from '../words';

export function OwnSessions() {
  const failure = useSignal('');
  return (
    <section class="card">
      <h2>{say('self.sessions')}</h2>
      <p class="muted">{say('self.sessions.why')}</p>
      <Fetched load={sessions}>
        {(found, reload) => (
          <div class="wide">
            <table class="set-table">
              <thead>
                <tr>
                  <th scope="col">{say('self.device')}</th>
                  <th scope="col">{say('self.address')}</th>
                  <th scope="col">{say('self.opened')}</th>
                  <th scope="col">{say('self.seen')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {found.sessions.map((s) => (
                  <tr key={s.id}>
                    <th scope="row">{device(s)}</th>
                    <td class="num" data-name={say('self.address')}>
                      {s.address}
                    </td>
                    <td class="num" data-name={say('self.opened')}>
                      {when(s.opened)}
                    </td>
                    <td class="num" data-name={say('self.seen')}>
                      {when(s.seen)}
                    </td>
                    <td>
                      {s.current ? (
                        <span class="muted">{say('self.here')}</span>
                      ) : (
                        <button
                          type="button"
                          aria-label={say('self.end.label', { address: s.address })}
                          onClick={async () => {
                            const answer = await endSession(s.id);
                            failure.value = answer.ok ? '' : why(answer);
                            reload();
                          }}
                        >
                          {say('self.end')}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Fetched>
      <p class="failure" role="alert">
        {failure.value}
      </p>
    </section>
  );
}

const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/MicroMessenger/, 'WeChat'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a person calls it; what the browser says in full is of no use to most. */
function device(session: Session): string {
  const first = (known: readonly [RegExp, string][]) => known.find(([mark]) => mark.test(session.agent))?.[1];
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(' · ') || session.agent || '—';
}
