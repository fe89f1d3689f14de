import type { Right } from '../api/types';
import type { Page } from '../pages';

/** One part of the settings, at `#/settings/{id}`; its code is fetched when somebody goes there. */
export interface Section {
  id: string;
  name: readonly [chinese: string, english: string];
  /** Who lacks it does not see the section. */
  right: Right;
  page: () => Promise<Page>;
}

/** In the order in which they are shown; the first that somebody may see is where `#/settings` leads. */
export const sections: readonly Section[] = [
  { id: 'self', name: ['我的账号', 'My account'], right: 'look', page: () => import('./self/SelfSection').then((m) => m.SelfSection) },
];
