import { ask, type Failure } from '../api/http';
import type { Right } from '../api/types';
import { say } from './words';

export interface Account {
  name: string;
  fullName: string;
  role: string;
  enabled: boolean;
  mustChangePassword: boolean;
  created: string;
  person?: string;
  /** Missing when the campus file does not know the person any more. */
  personName?: string;
  lastLogin?: string;
}

export interface Accounts {
  accounts: readonly Account[];
  people: readonly { id: string; name: string }[];
  roles: readonly { role: string; rights: readonly Right[] }[];
}

export interface Session {
  id: string;
  user: string;
  opened: string;
  seen: string;
  address: string;
  agent: string;
  current: boolean;
}

export interface Token {
  id: string;
  name: string;
  user: string;
  role: string;
  created: string;
  expires: string;
  state: 'good' | 'expired' | 'revoked';
  used?: string;
}

export interface AuditEntry {
  id: number;
  time: string;
  user: string;
  act: string;
  subject: string;
  detail: string;
  before: string;
  after: string;
}

export interface AccountGiven {
  fullName: string;
  role: string;
  person: string;
}

const accountPath = (name: string) => `/api/v1/accounts/${encodeURIComponent(name)}`;

export const accounts = () => ask<Accounts>('GET', '/api/v1/accounts');
export const createAccount = (name: string, given: AccountGiven) =>
  ask<Account & { password: string }>('POST', '/api/v1/accounts', { name, ...given });
export const changeAccount = (name: string, given: AccountGiven & { enabled: boolean }) => ask<Account>('PUT', accountPath(name), given);
export const resetPassword = (name: string) => ask<Account & { password: string }>('POST', `${accountPath(name)}/password`, {});

export const sessions = () => ask<{ sessions: readonly Session[] }>('GET', '/api/v1/sessions');
export const endSession = (id: string) => ask<Session>('DELETE', `/api/v1/sessions/${id}`);

export const tokens = (all: boolean) => ask<{ tokens: readonly Token[] }>('GET', `/api/v1/tokens?all=${all}`);
export const makeToken = (name: string, role: string, days: number) =>
  ask<Token & { secret: string }>('POST', '/api/v1/tokens', { name, role, days });
export const revokeToken = (id: string) => ask<Token>('DELETE', `/api/v1/tokens/${id}`);

export const audit = (query: URLSearchParams) => ask<{ entries: readonly AuditEntry[]; more: boolean }>('GET', `/api/v1/audit?${query}`);

/** Why something was not done, as a sentence. */
export const why = (failure: Failure) =>
  say('notdone', { detail: failure.status === 0 ? say('unreachable') : failure.detail });
