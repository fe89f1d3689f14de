import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { wordOf } from '../../words/words';
import type { Account, AccountGiven, Accounts } from '../api';
import { say } from '../words';

/** What is typed of an account; without one, for a new one, with its name. */
export function AccountFields({ known, account }: { known: Accounts; account?: Account }) {
  const id = useId();
  const role = useSignal(account?.role ?? 'viewer');
  const roles = known.roles.filter((r) => r.role !== 'wall');
  const rights = roles.find((r) => r.role === role.value)?.rights ?? [];
  const gone = account?.person && !account.personName;
  return (
    <>
      {!account && (
        <>
          <label for={`${id}-name`}>{say('people.user')}</label>
          <input
            id={`${id}-name`}
            name="name"
            autocomplete="off"
            autocapitalize="none"
            aria-describedby={`${id}-hint`}
            data-testid="account-name"
          />
          <p class="muted hint" id={`${id}-hint`}>
            {say('people.user.hint')}
          </p>
        </>
      )}
      <label for={`${id}-full`}>{say('people.fullname')}</label>
      <input id={`${id}-full`} name="fullName" autocomplete="off" defaultValue={account?.fullName} data-testid="account-fullname" />
      <label for={`${id}-role`}>{say('people.role')}</label>
      <select
        id={`${id}-role`}
        name="role"
        value={role.value}
        onChange={(event) => (role.value = event.currentTarget.value)}
        aria-describedby={`${id}-rights`}
        data-testid="account-role"
      >
        {roles.map((r) => (
          <option key={r.role} value={r.role}>
            {wordOf('role', r.role)}
          </option>
        ))}
      </select>
      <ul class="rights muted" id={`${id}-rights`}>
        {rights.map((right) => (
          <li key={right}>{say(`right.${right}`)}</li>
        ))}
      </ul>
      <label for={`${id}-person`}>{say('people.person')}</label>
      <select id={`${id}-person`} name="person" defaultValue={gone ? '' : (account?.person ?? '')}>
        <option value="">{say('people.person.none')}</option>
        {known.people.map((p) => (
          <option key={p.id} value={p.id} selected={p.id === account?.person}>
            {p.name}
          </option>
        ))}
      </select>
      {account && (
        <>
          <label class="tick">
            <input type="checkbox" name="enabled" defaultChecked={account.enabled} aria-describedby={`${id}-may`} data-testid="account-enabled" />
            {say('people.may')}
          </label>
          <p class="muted hint" id={`${id}-may`}>
            {say('people.may.hint')}
          </p>
        </>
      )}
    </>
  );
}

export const given = (form: FormData): AccountGiven => ({
  fullName: String(form.get('fullName') ?? ''),
  role: String(form.get('role') ?? ''),
  person: String(form.get('person') ?? ''),
});
