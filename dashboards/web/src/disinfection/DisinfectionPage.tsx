import './disinfection.css';
import type { Route } from '../route';
import { PlanningPage } from '../planning/PlanningPage';
import { mondayOf } from './day';
import { DayPage } from './DayPage';
import { EvidencePage } from './EvidencePage';
import { HerePage } from './HerePage';
import { today } from './today';
import { WeekPage } from './WeekPage';

/** What somebody typed into the address may be no date. */
const dateOf = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);

/** The board of a day or a week, the evidence of a slot, the plans, or what a code at a door leads to. */
export function DisinfectionPage({ at }: { at: Route }) {
  if (at.id === 'here') {
    return <HerePage site={at.query.get('site') ?? ''} area={at.query.get('area') ?? ''} code={at.query.get('code') ?? ''} />;
  }
  if (at.id === 'plan' || at.id.startsWith('plan/')) {
    return <PlanningPage rest={at.id.slice('plan/'.length)} isNew={at.query.has('new')} />;
  }
  if (at.id) {
    return <EvidencePage key={at.id} id={at.id} />;
  }
  const week = at.query.get('week');
  return week === null ? <DayPage date={at.query.get('date') ?? ''} /> : <WeekPage from={dateOf(week) ?? mondayOf(today())} />;
}
