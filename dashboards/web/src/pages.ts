import type { ComponentType } from 'preact';
import type { PageName, Route } from './route';

/** What each page is given. A page takes the whole route, as it may show another id without being made anew. */
export type Page = ComponentType<{ at: Route }>;

/** Only the overview and an alert come with the first view; each other page is fetched when somebody goes there. */
export const laterPages: Partial<Record<PageName, () => Promise<Page>>> = {
  disinfection: () => import('./disinfection/DisinfectionPage').then((m) => m.DisinfectionPage),
  supplies: () => import('./supplies/SuppliesPage').then((m) => m.SuppliesPage),
  gateways: () => import('./gateways/GatewaysPage').then((m) => m.GatewaysPage),
  settings: () => import('./settings/SettingsPage').then((m) => m.SettingsPage),
  point: () => import('./point/PointPage').then((m) => m.PointPage),
  compare: () => import('./compare/ComparePage').then((m) => m.ComparePage),
  alerts: () => import('./alerts/AlertsPage').then((m) => m.AlertsPage),
  records: () => import('./records/RecordsPage').then((m) => m.RecordsPage),
  reports: () => import('./reports/ReportsPage').then((m) => m.ReportsPage),
  duty: () => import('./duty/DutyPage').then((m) => m.DutyPage),
  rules: () => import('./rules/RulesPage').then((m) => m.RulesPage),
};
