import { ask } from '../api/http';
import { useAsked } from '../api/useAsked';
import { StateMark } from '../frame/Icon';
import { ReadAt } from '../frame/ReadAt';
import { duration, exactTime } from '../format/time';
import '../gateways/gateways.css';
import { campus, serverNow } from '../live/stream';
import { say, sayOf, type Key } from './words';

interface Service {
  version: string;
  started: string;
  troubles: readonly string[];
  heartbeat?: { to: string; everyMs: number; state: string; heldBy: readonly string[]; tried?: string; taken?: string; error?: string };
  canary?: { at: string; withinMs: number; last?: CanaryRun };
}

interface CanaryRun {
  day: string;
  state: 'under-way' | 'passed' | 'failed';
  stage: string;
  afterMs: Readonly<Record<string, number>>;
  channel?: string;
}

const EVERY_MS = 10_000;
const moment = (text: string | undefined) =>
  text ? exactTime(Date.parse(text), serverNow.value, campus.value?.timezone ?? 'UTC') : say('never');

/** `#/settings/service`: what the service knows of itself, and who would call if it could not. */
export function ServiceSection() {
  const asked = useAsked('service', () => ask<Service>('GET', '/api/v1/service'), EVERY_MS);
  const service = asked.value;
  return (
    <>
      <section>
        <h1>{say('title')}</h1>
        {service && <State service={service} />}
        <ReadAt asked={asked} />
      </section>
      {service && (
        <>
          <section aria-labelledby="canary-title">
            <h2 id="canary-title">{say('canary')}</h2>
            <div class="card gw-prov">{service.canary ? <Canary canary={service.canary} /> : <p>{say('canary.off')}</p>}</div>
          </section>
          <section aria-labelledby="beat-title">
            <h2 id="beat-title">{say('beat')}</h2>
            <div class="card gw-prov">{service.heartbeat ? <Beat beat={service.heartbeat} /> : <p>{say('beat.off')}</p>}</div>
          </section>
        </>
      )}
    </>
  );
}

function State({ service }: { service: Service }) {
  return (
    <dl class="card gw-facts" data-testid="service-facts">
      <div>
        <dt>{say('version')}</dt>
        <dd class="num">{service.version || say('version.unknown')}</dd>
      </div>
      <div>
        <dt>{say('started')}</dt>
        <dd>{moment(service.started)}</dd>
      </div>
      <div>
        <dt>{say('state')}</dt>
        <dd>
          {service.troubles.length === 0 ? (
            <StateMark state="normal" word={say('state.fine')} />
          ) : (
            service.troubles.map((name) => <StateMark key={name} state="warning" word={sayOf('trouble', name)} />)
          )}
        </dd>
      </div>
    </dl>
  );
}

function Canary({ canary }: { canary: NonNullable<Service['canary']> }) {
  const last = canary.last;
  return (
    <>
      <p class="muted">{say('canary.at', { at: canary.at, within: duration(canary.withinMs) })}</p>
      {last ? (
        <StateMark state={last.state === 'failed' ? 'warning' : 'normal'} word={runText(last)} />
      ) : (
        <p>{say('canary.never')}</p>
      )}
    </>
  );
}

function runText(run: CanaryRun): string {
  const stages = Object.entries(run.afterMs)
    .map(([stage, ms]) => say('after', { stage: sayOf('stage', stage), seconds: (ms / 1000).toFixed(1) }))
    .join(say('join'));
  return say(`canary.${run.state}` as Key, { day: run.day, stage: sayOf('stage', run.stage), stages });
}

function Beat({ beat }: { beat: NonNullable<Service['heartbeat']> }) {
  return (
    <>
      <p class="muted">{say('beat.to', { to: beat.to, every: duration(beat.everyMs) })}</p>
      {beat.heldBy.length > 0 && <StateMark state="warning" word={say('beat.held', { by: beat.heldBy.join(say('join')) })} />}
      {beat.error && <StateMark state="warning" word={say('beat.error', { why: beat.error })} />}
      <p>
        {say('beat.taken')}: {moment(beat.taken)} · {say('beat.tried')}: {moment(beat.tried)}
      </p>
    </>
  );
}
