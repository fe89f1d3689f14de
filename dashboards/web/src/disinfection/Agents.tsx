import { StateMark } from '../frame/Icon';
import { supplies } from '../supplies/api';
import { amount, daysText, markOf, unitOf } from '../supplies/stock';
import { say as saySupply } from '../supplies/words';
import { causeLink } from '../route';
import { named } from '../words/words';
import { Freshness } from './Freshness';
import { useRead } from './useRead';
import { say } from './words';

const AGAIN_MS = 60_000;

/** What is left of the agents that sprayers use up, and for how long. */
export function Agents() {
  const read = useRead('agents', supplies, AGAIN_MS);
  const found = read.value;
  const agents = found?.items.filter((i) => i.on && i.agent) ?? [];
  if (!found || agents.length === 0) {
    return read.failure ? <Freshness read={read} /> : null;
  }
  return (
    <section class="card block outside" data-testid="agents">
      <h2>{say('agent.title')}</h2>
      <ul>
        {agents.map((item) => (
          <li key={item.id} data-testid={`agent-${item.id}`}>
            <StateMark state={markOf(item.state)} word={saySupply(`state.${item.state}`)} />
            <a href={causeLink({ kind: 'stock', point: item.id })}>{named(item.name, item.nameEn)}</a>
            <span class="num">{item.stock === undefined ? saySupply('stock.none') : saySupply('stock.of', { n: amount(item.stock), unit: unitOf(item) })}</span>
            <span class="muted num">{daysText(item, found.meanDays)}</span>
            {item.perDay !== undefined && item.perDay > 0 && (
              <span class="muted num">{saySupply('days.perday', { d: found.meanDays, n: amount(item.perDay), unit: unitOf(item) })}</span>
            )}
          </li>
        ))}
      </ul>
      <Freshness read={read} />
    </section>
  );
}
