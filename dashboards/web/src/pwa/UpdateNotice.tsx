import { newer } from './register';
import { say } from './words';

/** Nobody's page is reloaded while they type. */
export function UpdateNotice() {
  return newer.value ? (
    <div class="update" role="status" data-testid="update">
      <span>{say('newer')}</span>
      <button type="button" onClick={() => location.reload()}>
        {say('reload')}
      </button>
    </div>
  ) : null;
}
