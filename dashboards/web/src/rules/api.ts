import { ask } from '../api/http';
import type { RuleKeys, Rules, Trial, WholeRule } from './types';

const path = (id: string) => `/api/v1/rules/${encodeURIComponent(id)}`;
/** A month of twenty points is millions of readings. */
const TRIAL_MS = 180_000;

export const rules = () => ask<Rules>('GET', '/api/v1/rules');
export const rule = (id: string) => ask<WholeRule>('GET', path(id));
export const save = (rule: RuleKeys, version: number) => ask<WholeRule>('PUT', path(rule.id), { rule, version });
export const giveBack = (id: string, version: number) => ask<{ inFile: boolean }>('DELETE', `${path(id)}?version=${version}`);
export const dryRun = (rule: RuleKeys, days: number) =>
  ask<Trial>('POST', '/api/v1/rules/dry-run', { rule, days }, { timeoutMs: TRIAL_MS });
