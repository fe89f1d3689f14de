import { clockTime, duration } from '../format/time';
import { campus, serverNow } from '../live/stream';
import { Command } from './Command';
import { QrCode } from './QrCode';
import type { Provisioned, Provisioning } from './types';
import { say } from './words';

/** The link that gives the configuration out once, as a technician takes it along. */
export function Handout({ made, gateway }: { made: Provisioned; gateway: string }) {
  const host = new URL(made.url).hostname;
  const local = host === 'localhost' || host.startsWith('127.') || host === '[::1]';
  const line =
    `sudo install -d /etc/campus-sentry && curl -fsSX POST '${made.url}' | sudo tar -xzC /etc/campus-sentry` +
    ' && sudo chown campus-sentry: /etc/campus-sentry/*';
  return (
    <div class="gw-handout" data-testid="handout">
      <QrCode text={made.url} label={say('prov.qr', { gateway })} />
      <div>
        <h3>{say('prov.made')}</h3>
        <p>{say('prov.once', { duration: duration(Date.parse(made.until) - serverNow.value) })}</p>
        {local ? <p class="gw-chore">{say('prov.local')}</p> : made.url.startsWith('http:') && <p class="gw-chore">{say('prov.plain')}</p>}
        <p>{say('prov.scan')}</p>
        <Command line={line} />
        <form method="post" action={made.path}>
          <button type="submit" data-testid="handout-download">
            {say('prov.download')}
          </button>
        </form>
      </div>
    </div>
  );
}

/** What became of the last link. */
export function LinkState({ link }: { link: NonNullable<Provisioning['link']> }) {
  const at = (time: string) => clockTime(Date.parse(time), serverNow.value, campus.value?.timezone ?? 'UTC');
  switch (link.state) {
    case 'taken':
      return (
        <p class="gw-chore" data-testid="link-taken">
          {say('prov.taken', { time: at(link.ended ?? link.until), from: link.takenBy ?? '—' })}
        </p>
      );
    case 'expired':
      return <p class="gw-chore">{say('prov.expired')}</p>;
    case 'withdrawn':
      return <p class="muted">{say('prov.withdrawn')}</p>;
    default:
      return <p class="gw-chore">{say('prov.ready.other', { by: link.by, time: at(link.until) })}</p>;
  }
}
