import { useState } from 'preact/hooks';
import { Unread } from '../amend/Unread';
import { say as sayAmend } from '../amend/words';
import { Freshness } from '../disinfection/Freshness';
import { useRead } from '../disinfection/useRead';
import { placeText } from '../format/place';
import { StateMark } from '../frame/Icon';
import { campus } from '../live/stream';
import { may } from '../session';
import { named, t } from '../words/words';
import { giveBack, supplies } from './api';
import { Bar } from './Bar';
import { MoveDialog } from './MoveDialog';
import { amount, daysText, headline, markOf, moment, unitOf, worstFirst } from './stock';
import type { Item, MoveKind } from './types';
import { say } from './words';

const AGAIN_MS = 15_000;

export const itemLink = (id: string) => `#/supplies/${encodeURIComponent(id)}`;

/** What is low first, each with its bar, and the way to enter what comes and goes. */
export function SupplyList() {
  const read = useRead('supplies', supplies, AGAIN_MS);
  const [moving, setMoving] = useState<{ item: Item; kind: MoveKind } | null>(null);
  const all = read.value;
  if (!all) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  return (
    <>
      <div class="head">
        <h1 data-testid="supplies-headline">{headline(all.items)}</h1>
        {may('plan') && (
          <a class="button" href="#/supplies?new" data-testid="item-new">
            {say('new')}
          </a>
        )}
      </div>
      <p class="muted">{all.items.length ? say('lead') : say('none')}</p>
      <Freshness read={read} />
      <Unread of={all.unread} mayChange={may('plan')} giveBack={giveBack} onDone={read.again} />
      <ul class="card list" data-testid="supplies">
        {worstFirst(all.items).map((item) => (
          <Row key={item.id} item={item} meanDays={all.meanDays} onMove={(kind) => setMoving({ item, kind })} />
        ))}
      </ul>
      {moving && (
        <MoveDialog
          item={moving.item}
          kind={moving.kind}
          onDone={() => {
            setMoving(null);
            read.again();
          }}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );
}

function Row({ item, meanDays, onMove }: { item: Item; meanDays: number; onMove: (kind: MoveKind) => void }) {
  return (
    <li class={`supply of-${item.state}`} data-testid={`supply-${item.id}`} data-state={item.on ? item.state : 'ended'}>
      <div class="what">
        <a href={itemLink(item.id)} class={item.on ? '' : 'off'}>
          {named(item.name, item.nameEn)}
        </a>
        <span class="muted">{placeText(campus.value, item.site, item.area ?? '')}</span>
        {item.origin === 'page' && <span class="tag page">{sayAmend('origin.page')}</span>}
      </div>
      {item.on ? (
        <>
          <StockFacts item={item} meanDays={meanDays} />
          {may('act') && <MoveButtons item={item} onMove={onMove} />}
        </>
      ) : (
        <span class="muted">{say('ended')}</span>
      )}
    </li>
  );
}

/** State, stock against the minimum, and for how long it lasts. */
export function StockFacts({ item, meanDays }: { item: Item; meanDays: number }) {
  const unit = unitOf(item);
  return (
    <div class="stockfacts">
      <StateMark state={markOf(item.state)} word={say(`state.${item.state}`)} />
      <p class="num">
        <span class="value">{item.stock === undefined ? say('stock.none') : say('stock.of', { n: amount(item.stock), unit })}</span>{' '}
        <span class="muted">{say('minimum', { n: amount(item.minimum), unit })}</span>
      </p>
      <Bar item={item} />
      <p class="muted num">
        {daysText(item, meanDays)}
        {item.forecast === 'known' && item.perDay !== undefined && ` · ${say('days.perday', { d: meanDays, n: amount(item.perDay), unit })}`}
      </p>
      {item.lowSince && <p class="muted num">{say('low.since', { time: moment(item.lowSince) })}</p>}
      {item.expires &&
        (item.expired ? (
          <StateMark state="warning" word={say('expires.over', { day: item.expires })} />
        ) : (
          <p class="muted num">{say('expires.on', { day: item.expires })}</p>
        ))}
    </div>
  );
}

export function MoveButtons({ item, onMove }: { item: Item; onMove: (kind: MoveKind) => void }) {
  const kinds: readonly MoveKind[] = ['in', 'out', 'count'];
  return (
    <div class="acts moves">
      {kinds.map((kind) => (
        <button key={kind} type="button" onClick={() => onMove(kind)} data-testid={`${kind}-${item.id}`} aria-label={say(`form.${kind}`, { name: named(item.name, item.nameEn) })}>
          {say(`act.${kind}`)}
        </button>
      ))}
    </div>
  );
}
