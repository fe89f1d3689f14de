import { Age } from '../frame/Age';
import { t, wordOf } from '../words/words';
import { diskText, lastsText, outboxText } from './state';
import type { FullGateway } from './types';
import { say } from './words';

export function Facts({ gateway }: { gateway: FullGateway }) {
  const { disk, board, clock, agent, lastSeen, state } = gateway;
  const unknown = <span class="muted">{say('fact.unknown')}</span>;
  return (
    <section aria-labelledby="gw-facts">
      <h2 id="gw-facts">{say('facts')}</h2>
      {state === 'lost' && <p class="muted">{say('stale')}</p>}
      <dl class="card gw-facts">
        <div>
          <dt>{say('fact.seen')}</dt>
          <dd>{lastSeen ? <Age at={Date.parse(lastSeen)} /> : say('never')}</dd>
        </div>
        <div>
          <dt>{say('fact.outbox')}</dt>
          <dd>
            {outboxText(gateway)} <span class="muted below">{lastsText(gateway)}</span>
          </dd>
        </div>
        <div>
          <dt>{say('fact.clock')}</dt>
          <dd>{clock ? wordOf('clock', clock) : t('clock.unknown')}</dd>
        </div>
        <div>
          <dt>{say('fact.config')}</dt>
          <dd>{configText(gateway) || unknown}</dd>
        </div>
        <div>
          <dt>{say('fact.agent')}</dt>
          <dd class="num">{agent || unknown}</dd>
        </div>
        <div>
          <dt>{say('fact.disk')}</dt>
          <dd>{disk ? say('disk', { free: diskText(disk.free), total: diskText(disk.total) }) : unknown}</dd>
        </div>
        <div>
          <dt>{say('fact.board')}</dt>
          <dd class="num">{board === undefined ? unknown : `${board.toFixed(0)} °C`}</dd>
        </div>
      </dl>
    </section>
  );
}

function configText({ config, agent }: FullGateway): string {
  if (!config) {
    return agent ? say('config.fixed') : '';
  }
  const runs = config.version === undefined ? say('config.local') : say('config.campus', { version: config.version });
  return config.trying ? `${runs} · ${say('config.trying')}` : runs;
}
