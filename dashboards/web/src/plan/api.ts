import { ask, type Answer } from '../api/http';
import type { FloorPlan, Spot } from './types';

export const MAX_BYTES = 2 * 1024 * 1024;

const path = (id: string) => `/api/v1/floor-plans/${encodeURIComponent(id)}`;

export const pictureOf = (plan: FloorPlan) => `${path(plan.id)}/picture?${plan.digest}`;
export const placePoints = (id: string, points: readonly Spot[]) => ask<FloorPlan>('PUT', `${path(id)}/points`, { points });
export const removePlan = (id: string) => ask<unknown>('DELETE', path(id));

/** A picture is no JSON, and a slow line may take its time. */
export async function putPicture(id: string, picture: File): Promise<Answer<FloorPlan>> {
  try {
    const response = await fetch(`${path(id)}/picture`, {
      method: 'PUT',
      headers: { 'Content-Type': picture.type.startsWith('image/') ? picture.type : 'image/unknown' },
      body: picture,
    });
    const json = await response.json();
    return response.ok ? { ok: true, value: json as FloorPlan } : { ok: false, status: response.status, detail: String(json.detail) };
  } catch (failure) {
    return { ok: false, status: 0, detail: failure instanceof Error ? failure.message : String(failure) };
  }
}
