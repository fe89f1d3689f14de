import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { may } from '../../session';
import { wordOf } from '../../words/words';
import { makeToken, revokeToken, tokens, why, type Token } from '../api';
import { FormDialog, SecretDialog } from '../Dialog';
import { Fetched } from '../Fetched';
import { when } from '../when';
import { say } from '../words';

type Open = { what: 'new' } | { what: 'revoke'; token: Token } | { what: 'secret'; token: Token & { secret: string } };

export function TokensSection() {
  return (
    <>
      <h1>{say('tokens.title')}</h1>
      <p class="muted">{say('tokens.why')}</p>
      <Fetched load={() => tokens(may('administer'))}>
        {(found, reload) => <List tokens={found.tokens} reload={reload} />}
      </Fetched>
    </>
  );
}

function List({ tokens: all, reload }: { tokens: readonly Token[]; reload: () => void }) {
  const open = useSignal<Open | null>(null);
  const close = () => (open.value = null);
  const shown = open.value;
  return (
    <section class="card">
      {all.length === 0 ? (
        <p>{say('tokens.none')}</p>
      ) : (
        <div class="wide">
          <table class="set-table">
            <thead>
              <tr>
                <th scope="col">{say('tokens.name')}</th>
                <th scope="col">{say('tokens.by')}</th>
                <th scope="col">{say('tokens.role')}</th>
                <th scope="col">{say('tokens.expires')}</th>
                <th scope="col">{say('tokens.used')}</th>
                <th scope="col">{say('tokens.state')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {all.map((token) => (
                <tr key={token.id} class={token.state === 'good' ? undefined : 'off'}>
                  <th scope="row">
                    <span class="full-name">{token.name}</span>
                  </th>
                  <td data-name={say('tokens.by')}>{token.user}</td>
                  <td data-name={say('tokens.role')}>{wordOf('role', token.role)}</td>
                  <td class="num" data-name={say('tokens.expires')}>
                    {when(token.expires)}
                  </td>
                  <td class="num" data-name={say('tokens.used')}>
                    {token.used ? when(token.used) : say('never')}
                  </td>
                  <td data-name={say('tokens.state')}>{say(`tokens.${token.state}`)}</td>
                  <td class="row-acts">
                    {token.state === 'good' && (
                      <button
                        type="button"
                        aria-label={say('tokens.revoke.label', { name: token.name })}
                        onClick={() => (open.value = { what: 'revoke', token })}
                      >
                        {say('tokens.revoke')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" class="primary" onClick={() => (open.value = { what: 'new' })} data-testid="token-new">
        {say('tokens.new')}
      </button>
      {shown?.what === 'new' && (
        <FormDialog
          title={say('tokens.new')}
          submit={say('tokens.new')}
          onClose={close}
          onSubmit={async (form) => {
            const answer = await makeToken(String(form.get('name') ?? ''), String(form.get('role') ?? ''), Number(form.get('days')));
            if (answer.ok) {
              open.value = { what: 'secret', token: answer.value };
              reload();
            }
            return answer.ok ? '' : why(answer);
          }}
        >
          <Fields />
        </FormDialog>
      )}
      {shown?.what === 'revoke' && (
        <FormDialog
          title={say('tokens.revoke.label', { name: shown.token.name })}
          submit={say('tokens.revoke')}
          onClose={close}
          onSubmit={async () => {
            const answer = await revokeToken(shown.token.id);
            if (answer.ok) {
              close();
              reload();
            }
            return answer.ok ? '' : why(answer);
          }}
        >
          <p>{say('tokens.revoke.ask')}</p>
        </FormDialog>
      )}
      {shown?.what === 'secret' && (
        <SecretDialog title={say('tokens.secret', { name: shown.token.name })} secret={shown.token.secret} why="" onClose={close}>
          {shown.token.role === 'wall' && (
            <>
              <p>{say('tokens.secret.wall')}</p>
              <p class="secret code">{`${location.origin}/wall?token=${shown.token.secret}`}</p>
            </>
          )}
        </SecretDialog>
      )}
    </section>
  );
}

/** All roles are offered; the service says when one may more than who asks. */
const ROLES = ['wall', 'viewer', 'duty-officer', 'leader', 'technician', 'facilities', 'administrator'];

function Fields() {
  const id = useId();
  return (
    <>
      <label for={`${id}-name`}>{say('tokens.name')}</label>
      <input id={`${id}-name`} name="name" autocomplete="off" placeholder={say('tokens.name.hint')} data-testid="token-name" />
      <label for={`${id}-role`}>{say('tokens.role')}</label>
      <select id={`${id}-role`} name="role" data-testid="token-role">
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {wordOf('role', role)}
          </option>
        ))}
      </select>
      <label for={`${id}-days`}>{say('tokens.days')}</label>
      <input id={`${id}-days`} name="days" type="number" min={1} max={730} defaultValue="365" data-testid="token-days" />
    </>
  );
}
