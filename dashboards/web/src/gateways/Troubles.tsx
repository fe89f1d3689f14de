import { Icon } from '../frame/Icon';
import { Command } from './Command';
import { troublesOf } from './troubles';
import type { FullGateway } from './types';
import { say } from './words';

/** What is wrong with a gateway, each with what to do; nothing when all is well. */
export function Troubles({ gateway }: { gateway: FullGateway }) {
  const found = troublesOf(gateway);
  if (found.length === 0) {
    return null;
  }
  return (
    <ul class="gw-troubles" data-testid="gateway-troubles">
      {found.map((trouble) => (
        <li key={trouble.what + JSON.stringify(trouble.fillings)} class="card is-warning">
          <Icon state="warning" />
          <div>
            <strong>{say(trouble.what, trouble.fillings)}</strong>
            <p>{say(trouble.act, trouble.fillings)}</p>
            {trouble.command && <Command line={trouble.command} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
