import { useSignal } from '@preact/signals';
import { useAsked } from '../api/useAsked';
import { ReadAt } from '../frame/ReadAt';
import { provision, provisioning, revoke } from './api';
import { Command } from './Command';
import { Confirm } from './Confirm';
import { Handout, LinkState } from './Handout';
import type { Chore, Provisioned } from './types';
import { say, sayOf } from './words';

const EVERY_MS = 5000;

/** What a gateway needs to enter the broker: made, made anew, withdrawn. */
export function Credentials({ gateway, site }: { gateway: string; site: string }) {
  const asked = useAsked(gateway, () => provisioning(gateway, site), EVERY_MS);
  const asks = useSignal<'renew' | 'revoke' | ''>('');
  const made = useSignal<Provisioned | null>(null);
  const chores = useSignal<readonly Chore[]>([]);
  const said = useSignal('');
  const failure = useSignal('');
  const busy = useSignal(false);

  const act = async (what: 'make' | 'revoke') => {
    asks.value = '';
    busy.value = true;
    said.value = failure.value = '';
    made.value = null;
    const answer = what === 'make' ? await provision(gateway, site) : await revoke(gateway);
    busy.value = false;
    if (!answer.ok) {
      failure.value = answer.status === 0 ? say('unreachable.service') : say('failed', { why: answer.detail });
    } else {
      chores.value = answer.value.chores;
      made.value = what === 'make' ? (answer.value as Provisioned) : null;
      said.value = what === 'revoke' ? say('prov.revoked') : '';
    }
    await asked.again();
  };

  const now = asked.value;
  return (
    <section aria-labelledby="gw-prov">
      <h2 id="gw-prov">{say('prov')}</h2>
      <div class="card gw-prov" data-testid="credentials">
        {now && <p>{now.provisioned ? say('prov.has') : say('prov.hasnot')}</p>}
        {now?.hindrance && (
          <>
            <p>{sayOf('prov', now.hindrance, 'prov.other-broker')}</p>
            {now.hindrance !== 'open-broker' && <Command line={now.command} />}
          </>
        )}
        {made.value && now?.link?.state === 'ready' ? (
          <Handout made={made.value} gateway={gateway} />
        ) : (
          now?.link && <LinkState link={now.link} />
        )}
        {made.value?.renewed && <p>{say('prov.config')}</p>}
        {chores.value.map((chore) => (
          <p key={chore} class="gw-chore">
            {sayOf('chore', chore, 'chore.restart-service')}
          </p>
        ))}
        <p class="failure" role="alert">
          {failure.value}
        </p>
        <p role="status">{said.value}</p>
        <div class="acts">
          {now?.possible && (
            <button
              type="button"
              class={now.provisioned ? '' : 'primary'}
              disabled={busy.value}
              onClick={() => (now.provisioned ? (asks.value = 'renew') : void act('make'))}
              data-testid="provision"
            >
              {busy.value ? say('working') : say(now.provisioned ? 'prov.renew' : 'prov.make')}
            </button>
          )}
          {now?.possible && now.provisioned && (
            <button type="button" disabled={busy.value} onClick={() => (asks.value = 'revoke')} data-testid="revoke">
              {say('prov.revoke')}
            </button>
          )}
        </div>
      </div>
      {(asked.failure || !now) && <ReadAt asked={asked} />}
      {asks.value === 'renew' && (
        <Confirm
          title={say('prov.renew.title', { gateway })}
          what={say('prov.renew.what')}
          act={say('prov.renew')}
          onAct={() => void act('make')}
          onCancel={() => (asks.value = '')}
        />
      )}
      {asks.value === 'revoke' && (
        <Confirm
          title={say('prov.revoke.title', { gateway })}
          what={say('prov.revoke.what')}
          act={say('prov.revoke')}
          onAct={() => void act('revoke')}
          onCancel={() => (asks.value = '')}
        />
      )}
    </section>
  );
}
