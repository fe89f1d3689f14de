import { ask } from '../api/http';
import type { Handover, MaintenanceWindow, OnDuty, Plan, Shifts, ShiftsPreview, Finding } from './types';
import type { ShiftRow } from './draft';

export const plan = () => ask<Plan>('GET', '/api/v1/duty/plan');
export const onDuty = () => ask<{ sites: OnDuty[] }>('GET', '/api/v1/duty/now');
export const findings = () => ask<{ findings: Finding[] }>('GET', '/api/v1/duty/findings');

/** Midnight comes first at UTC+14 and last at UTC−12. */
const range = (first: string, after: string) => `from=${first}T00:00:00%2B14:00&to=${after}T00:00:00-12:00`;

export const shifts = (first: string, after: string) => ask<Shifts>('GET', `/api/v1/duty/shifts?${range(first, after)}`);
export const exportLink = (kind: 'csv' | 'ics', from: number, to: number) => `/api/v1/duty/shifts.${kind}?from=${from}&to=${to}`;

export const previewFile = (text: string, type: 'text/csv' | 'text/calendar') =>
  ask<ShiftsPreview>('POST', '/api/v1/duty/shifts/preview', text, { type, timeoutMs: 60_000 });
export const previewRows = (rows: readonly ShiftRow[]) => ask<ShiftsPreview>('POST', '/api/v1/duty/shifts/preview', { shifts: rows });
export const saveRows = (rows: readonly ShiftRow[]) =>
  ask<{ changed: number; findings: Finding[] }>('PUT', '/api/v1/duty/shifts', { shifts: rows }, { timeoutMs: 60_000 });

export const handovers = () => ask<{ handovers: Handover[] }>('GET', '/api/v1/duty/handovers');
export const sign = (id: string, person: string, pin: string) =>
  ask<Handover>('POST', `/api/v1/duty/handovers/${encodeURIComponent(id)}/sign`, { person, pin });

export const maintenance = () => ask<{ maintenance: MaintenanceWindow[] }>('GET', '/api/v1/maintenance');
export const planMaintenance = (window: object) => ask<MaintenanceWindow>('POST', '/api/v1/maintenance', window);
export const endMaintenance = (id: string) => ask<{ id: string }>('DELETE', `/api/v1/maintenance/${encodeURIComponent(id)}`);
