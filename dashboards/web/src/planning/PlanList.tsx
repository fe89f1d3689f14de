import { Unread } from '../amend/Unread';
import { say as sayAmend } from '../amend/words';
import { askedText } from '../disinfection/day';
import { Freshness } from '../disinfection/Freshness';
import { useRead } from '../disinfection/useRead';
import { may } from '../session';
import { named, t } from '../words/words';
import { giveBack, plans } from './api';
import { whenText } from './keys';
import type { Plan } from './types';
import { say } from './words';

const AGAIN_MS = 30_000;

export const planLink = (id: string) => `#/disinfection/plan/${encodeURIComponent(id)}`;

/** What each area needs when, by area. */
export function PlanList() {
  const read = useRead('plans', plans, AGAIN_MS);
  const all = read.value;
  if (!all) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const inOrder = [...all.plans].sort(
    (a, b) => Number(b.on) - Number(a.on) || a.site.localeCompare(b.site) || a.area.localeCompare(b.area) || (a.next ?? '~').localeCompare(b.next ?? '~'),
  );
  return (
    <>
      <a class="back" href="#/disinfection">
        ‹ {say('nav.board')}
      </a>
      <div class="head">
        <h1>{say('title')}</h1>
        {may('plan') && (
          <a class="button primary" href="#/disinfection/plan?new" data-testid="plan-new">
            {say('new')}
          </a>
        )}
      </div>
      <p class="muted">{say('lead')}</p>
      <Freshness read={read} />
      <Unread of={all.unread} mayChange={may('plan')} giveBack={giveBack} onDone={read.again} />
      {inOrder.length === 0 && <p>{say('none')}</p>}
      <ul class="card list" data-testid="plans">
        {inOrder.map((plan) => (
          <Row key={plan.id} plan={plan} />
        ))}
      </ul>
    </>
  );
}

function Row({ plan }: { plan: Plan }) {
  return (
    <li class="plan" data-testid={`plan-${plan.id}`} data-on={plan.on}>
      <div>
        <a href={planLink(plan.id)} class={plan.on ? '' : 'off'}>
          {named(plan.areaName, plan.areaNameEn)}
        </a>
        <p class="num">{whenText(plan)}</p>
      </div>
      <div>
        <p class="muted num">{askedText(plan)}</p>
        <p class="muted num">
          {!plan.on ? say('ended') : plan.next ? say('next.at', { time: plan.next.slice(5, 16).replace('T', ' ') }) : say('next.none')}
        </p>
      </div>
      <span class={`tag ${plan.origin}`}>{sayAmend(`origin.${plan.origin}`)}</span>
    </li>
  );
}
