import { ask } from '../api/http';
import type { PlanKeys, Plans, Preview, WholePlan } from './types';

const root = '/api/v1/disinfection/plans';
const path = (id: string) => `${root}/${encodeURIComponent(id)}`;

export const plans = () => ask<Plans>('GET', root);
export const plan = (id: string) => ask<WholePlan>('GET', path(id));
export const save = (keys: PlanKeys, version: number) => ask<WholePlan>('PUT', path(keys.id), { plan: keys, version });
export const giveBack = (id: string, version: number) => ask<{ inFile: boolean }>('DELETE', `${path(id)}?version=${version}`);
export const preview = (keys: PlanKeys) => ask<Preview>('POST', `${root}/preview`, { plan: keys });
