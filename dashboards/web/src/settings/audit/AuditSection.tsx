import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { Failure } from '../../api/http';
import { audit, type AuditEntry } from '../api';
import { Unread } from '../Fetched';
import { when } from '../when';
import { say } from '../words';
import { actWord } from './acts';
import { Values } from './Values';

const PAGE = '50';

export function AuditSection() {
  const entries = useSignal<readonly AuditEntry[]>([]);
  const more = useSignal(false);
  const readAt = useSignal('');
  const failure = useSignal<Failure | null>(null);
  const wanted = useSignal<Record<string, string>>({});

  const read = async (below?: number) => {
    const query = new URLSearchParams({ ...wanted.value, limit: PAGE });
    if (below) {
      query.set('below', String(below));
    }
    const answer = await audit(query);
    failure.value = answer.ok ? null : answer;
    if (answer.ok) {
      entries.value = below ? [...entries.value, ...answer.value.entries] : answer.value.entries;
      more.value = answer.value.more;
      readAt.value = new Date().toISOString();
    }
  };
  useEffect(() => void read(), []);

  const find = (event: Event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const typed = (key: string) => String(given.get(key) ?? '').trim();
    const time = (key: string) => (typed(key) ? new Date(typed(key)).toISOString() : '');
    const all = { user: typed('user'), subject: typed('subject'), from: time('from'), to: time('to') };
    wanted.value = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
    void read();
  };

  return (
    <>
      <h1>{say('audit.title')}</h1>
      <p class="muted">{say('audit.why')}</p>
      <section class="card">
        <Filter onSubmit={find} />
        {failure.value && <Unread answer={failure.value} again={() => void read()} />}
        {readAt.value && <p class="muted num">{say('audit.asof', { time: when(readAt.value) })}</p>}
        {readAt.value && entries.value.length === 0 && <p>{say('audit.none')}</p>}
        {entries.value.length > 0 && <Table entries={entries.value} />}
        {more.value && (
          <button type="button" onClick={() => void read(entries.value.at(-1)?.id)}>
            {say('audit.more')}
          </button>
        )}
      </section>
    </>
  );
}

function Filter({ onSubmit }: { onSubmit: (event: Event) => void }) {
  const id = useId();
  const fields = [
    { key: 'user', type: 'text' },
    { key: 'subject', type: 'text' },
    { key: 'from', type: 'datetime-local' },
    { key: 'to', type: 'datetime-local' },
  ] as const;
  return (
    <form class="filter" onSubmit={onSubmit}>
      {fields.map(({ key, type }) => (
        <div key={key}>
          <label for={`${id}-${key}`}>{say(`audit.${key}`)}</label>
          {type === 'text' ? (
            <input id={`${id}-${key}`} name={key} autocomplete="off" data-testid={`audit-${key}`} />
          ) : (
            <input id={`${id}-${key}`} name={key} type={type} data-testid={`audit-${key}`} />
          )}
        </div>
      ))}
      <button type="submit" data-testid="audit-find">
        {say('audit.find')}
      </button>
    </form>
  );
}

function Table({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div class="wide">
      <table class="set-table audit" data-testid="audit">
        <thead>
          <tr>
            <th scope="col">{say('audit.time')}</th>
            <th scope="col">{say('audit.user')}</th>
            <th scope="col">{say('audit.act')}</th>
            <th scope="col">{say('audit.about')}</th>
            <th scope="col">{say('audit.before')}</th>
            <th scope="col">{say('audit.after')}</th>
            <th scope="col">{say('audit.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((e) => (
            <tr key={e.id}>
              <td class="num" data-name={say('audit.time')}>
                {when(e.time)}
              </td>
              <td data-name={say('audit.user')}>{e.user}</td>
              <td data-name={say('audit.act')}>{actWord(e.act)}</td>
              <th scope="row">{e.subject}</th>
              <td data-name={e.before && say('audit.before')}>
                <Values text={e.before} />
              </td>
              <td data-name={e.after && say('audit.after')}>
                <Values text={e.after} />
              </td>
              <td data-name={e.detail && say('audit.detail')}>{e.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
