import type { DutyRole, OnShift, SiteDuty } from '../api/types';
import { grouped } from '../situation/grouped';

export const ROLES: readonly DutyRole[] = ['officer', 'backup', 'leader'];

/** The sites that the same people answer for. */
export interface Team {
  sites: string[];
  shift?: OnShift;
  next?: string;
}

/** Pure. One team when the same people have all sites, as is usual. */
export function teamsOf(duty: readonly SiteDuty[]): Team[] {
  const same = grouped(duty, (s) => JSON.stringify([s.shift?.shift, ...ROLES.map((role) => s.shift?.[role]?.id), s.next]));
  return [...same.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            sites: [first, ...others].map((s) => s.site),
            ...(first.shift && { shift: first.shift }),
            ...(first.next && { next: first.next }),
          },
        ]
      : [],
  );
}

/** `138····2046`: who should call knows the number anyway. What the service has masked stays as it is, and 120 is everybody's. */
export function masked(telephone: string): string {
  const digits = telephone.replace(/[ -]/g, '');
  return digits.length < 8 || digits.includes('•') ? telephone : `${digits.slice(0, 3)}····${digits.slice(-4)}`;
}
