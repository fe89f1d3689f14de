import { ask } from '../api/http';
import type { Alert } from '../api/types';

export interface AlertsPageAnswer {
  alerts: Alert[];
  total: number;
  next?: string;
}

export const PAGE_SIZE = 50;

export function alertPage(query: URLSearchParams, after: string | undefined, limit: number) {
  const whole = new URLSearchParams(query);
  whole.set('limit', String(limit));
  if (after) {
    whole.set('after', after);
  }
  return ask<AlertsPageAnswer>('GET', `/api/v1/alerts?${whole}`);
}

export interface LateExcursion {
  rule: string;
  name?: string;
  nameEn?: string;
  point: string;
  first: string;
  last: string;
  worst: number;
}

export const lateExcursions = () => ask<{ excursions: LateExcursion[] }>('GET', '/api/v1/late-excursions');

export const ruleNames = () => ask<{ rules: { id: string; name: string; nameEn: string }[] }>('GET', '/api/v1/rules');
