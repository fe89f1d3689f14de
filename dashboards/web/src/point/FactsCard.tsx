import type { ComponentChildren } from 'preact';
import type { Gateway } from '../api/types';
import { gatewayText, ownerText } from '../format/place';
import { age } from '../format/time';
import { unitWord } from '../format/value';
import { campus, serverNow } from '../live/stream';
import { t } from '../words/words';
import type { PointDetail } from './api';
import { placeTime } from './place';
import { say } from './words';

function deviceText(gateway: Gateway | undefined, device: string): string {
  const bus = gateway?.buses?.find((b) => b.devices.some((d) => d.id === device));
  const state = bus?.devices.find((d) => d.id === device)?.state;
  return bus && state ? say('fact.device.on', { device, bus: bus.name, state: say(`fact.device.${state}`) }) : device;
}

/** What measures there, through what, and whether it may be trusted. */
export function FactsCard({ point, zone }: { point: PointDetail; zone: string }) {
  const known = campus.value;
  const gateway = known?.gateways.find((g) => g.id === point.gateway);
  const instrument = point.instrument;
  const overdue = instrument?.due !== undefined && Date.parse(`${instrument.due}T23:59:59Z`) < serverNow.value;
  const unit = unitWord(point.unit);
  return (
    <section class="card part facts" aria-labelledby="facts-title">
      <h2 id="facts-title">{say('facts')}</h2>
      <dl data-testid="facts">
        <Fact name={say('fact.device')}>{deviceText(gateway, point.device)}</Fact>
        <Fact name={say('fact.gateway')}>
          {gatewayText(known, point.gateway)}
          {gateway && <span class={gateway.state === 'lost' ? 'failure' : 'muted'}> · {t(`gateways.${gateway.state}`)}</span>}
          {gateway?.lastSeen && (
            <span class="muted num"> · {say('fact.gateway.seen', { age: age(Date.parse(gateway.lastSeen), serverNow.value) })}</span>
          )}
        </Fact>
        <Fact name={say('fact.owner')}>{ownerText(known, point.site, point.area)}</Fact>
        <Fact name={say('fact.serial')}>{instrument ? <span class="code">{instrument.serial}</span> : say('fact.serial.none')}</Fact>
        {instrument && <Fact name={say('fact.since')}>{placeTime(Date.parse(instrument.since), zone)}</Fact>}
        {instrument && (
          <Fact name={say('fact.calibrated')}>{instrument.calibrated ?? say('fact.calibrated.none')}</Fact>
        )}
        {instrument?.due && (
          <Fact name={say('fact.due')}>
            {overdue ? <strong class="failure">{say('fact.overdue', { date: instrument.due })}</strong> : instrument.due}
          </Fact>
        )}
        {instrument?.offset !== undefined && (
          <Fact name={say('fact.offset')}>
            {instrument.offset} {unit}
          </Fact>
        )}
        {instrument?.certificate && <Fact name={say('fact.certificate')}>{instrument.certificate}</Fact>}
        <Fact name={say('fact.id')}>
          <span class="code">{point.id}</span>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
