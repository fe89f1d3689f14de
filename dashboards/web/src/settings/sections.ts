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
  { id: 'people', name: ['账号', 'Accounts'], right: 'administer', page: () => import('./people/PeopleSection').then((m) => m.PeopleSection) },
  { id: 'tokens', name: ['令牌', 'Tokens'], right: 'look', page: () => import('./tokens/TokensSection').then((m) => m.TokensSection) },
  { id: 'audit', name: ['审计', 'Audit trail'], right: 'administer', page: () => import('./audit/AuditSection').then((m) => m.AuditSection) },
  {
    id: 'channels',
    name: ['通知渠道', 'Channels'],
    right: 'look',
    page: () => import('../channels/ChannelsSection').then((m) => m.ChannelsSection),
  },
  { id: 'areas', name: ['区域与责任部门', 'Areas and owners'], right: 'look', page: () => import('../areas/AreasSection').then((m) => m.AreasSection) },
  { id: 'service', name: ['服务自检', 'The service'], right: 'look', page: () => import('../service/ServiceSection').then((m) => m.ServiceSection) },
];
