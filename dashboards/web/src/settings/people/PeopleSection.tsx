import { useSignal } from '@preact/signals';
import { wordOf } from '../../words/words';
import { accounts, changeAccount, createAccount, resetPassword, why, type Account, type Accounts } from '../api';
import { FormDialog, SecretDialog } from '../Dialog';
import { Fetched } from '../Fetched';
import { when } from '../when';
import { say } from '../words';
import { AccountFields, given } from './AccountFields';

type Open =
  | { what: 'new' }
  | { what: 'change' | 'reset'; account: Account }
  | { what: 'password'; user: string; password: string };

export function PeopleSection() {
  return (
    <>
      <h1>{say('people.title')}</h1>
      <Fetched load={accounts}>{(known, reload) => <People known={known} reload={reload} />}</Fetched>
    </>
  );
}

function People({ known, reload }: { known: Accounts; reload: () => void }) {
  const open = useSignal<Open | null>(null);
  const close = () => (open.value = null);
  const shown = open.value;
  return (
    <section class="card">
      <div class="wide">
        <table class="set-table">
          <thead>
            <tr>
              <th scope="col">{say('people.account')}</th>
              <th scope="col">{say('people.role')}</th>
              <th scope="col">{say('people.person')}</th>
              <th scope="col">{say('people.last')}</th>
              <th scope="col">{say('people.state')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {known.accounts.map((account) => (
              <Row key={account.name} account={account} open={(what) => (open.value = { what, account })} />
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="primary" onClick={() => (open.value = { what: 'new' })} data-testid="account-new">
        {say('people.new')}
      </button>
      {shown?.what === 'new' && (
        <FormDialog
          title={say('people.new')}
          submit={say('people.new')}
          onClose={close}
          onSubmit={async (form) => {
            const answer = await createAccount(String(form.get('name') ?? '').trim(), given(form));
            if (answer.ok) {
              open.value = { what: 'password', user: answer.value.name, password: answer.value.password };
              reload();
            }
            return answer.ok ? '' : why(answer);
          }}
        >
          <AccountFields known={known} />
        </FormDialog>
      )}
      {shown?.what === 'change' && (
        <FormDialog
          title={say('people.change.label', { user: shown.account.name })}
          submit={say('save')}
          onClose={close}
          onSubmit={async (form) => {
            const answer = await changeAccount(shown.account.name, { ...given(form), enabled: form.get('enabled') === 'on' });
            if (answer.ok) {
              close();
              reload();
            }
            return answer.ok ? '' : why(answer);
          }}
        >
          <AccountFields known={known} account={shown.account} />
        </FormDialog>
      )}
      {shown?.what === 'reset' && (
        <FormDialog
          title={say('people.reset.label', { user: shown.account.name })}
          submit={say('people.reset')}
          onClose={close}
          onSubmit={async () => {
            const answer = await resetPassword(shown.account.name);
            if (answer.ok) {
              open.value = { what: 'password', user: answer.value.name, password: answer.value.password };
              reload();
            }
            return answer.ok ? '' : why(answer);
          }}
        >
          <p>{say('people.reset.ask', { user: shown.account.name })}</p>
        </FormDialog>
      )}
      {shown?.what === 'password' && (
        <SecretDialog
          title={say('people.password', { user: shown.user })}
          secret={shown.password}
          why={say('people.password.why')}
          onClose={close}
        />
      )}
    </section>
  );
}

function Row({ account, open }: { account: Account; open: (what: 'change' | 'reset') => void }) {
  const person = account.person && (account.personName ?? say('people.person.gone', { id: account.person }));
  return (
    <tr class={account.enabled ? undefined : 'off'} data-testid={`account-${account.name}`}>
      <th scope="row">
        <span class="full-name">{account.fullName || account.name}</span>
        {account.fullName && <span class="muted"> {account.name}</span>}
      </th>
      <td data-name={say('people.role')}>{wordOf('role', account.role)}</td>
      <td data-name={say('people.person')}>{person ?? '—'}</td>
      <td class="num" data-name={say('people.last')}>
        {account.lastLogin ? when(account.lastLogin) : say('never')}
      </td>
      <td data-name={say('people.state')}>
        {account.enabled ? say('people.enabled') : <strong>{say('people.disabled')}</strong>}
        {account.mustChangePassword && <span class="tag">{say('people.temporary')}</span>}
      </td>
      <td class="row-acts">
        <button type="button" aria-label={say('people.change.label', { user: account.name })} onClick={() => open('change')}>
          {say('people.change')}
        </button>
        <button type="button" aria-label={say('people.reset.label', { user: account.name })} onClick={() => open('reset')}>
          {say('people.reset')}
        </button>
      </td>
    </tr>
  );
}
