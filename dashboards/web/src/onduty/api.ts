import { ask } from '../api/http';

export interface Person {
  id: string;
  name?: string;
  telephone?: string;
}

export type DutyRole = 'officer' | 'backup' | 'leader';

export interface Shift extends Partial<Record<DutyRole, Person>> {
  shift: string;
  name: string;
  from: string;
  to: string;
}

export interface SiteDuty {
  site: string;
  shift?: Shift;
  /** When somebody comes or goes next; missing without a rota. */
  next?: string;
}

export interface DutyNow {
  time: string;
  sites: SiteDuty[];
}

export const dutyNow = () => ask<DutyNow>('GET', '/api/v1/duty/now');
