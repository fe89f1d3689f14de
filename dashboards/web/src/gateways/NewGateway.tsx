import { useSignal } from '@preact/signals';
import { campus } from '../live/stream';
import { named } from '../words/words';
import { gatewayLink } from './GatewayTable';
import { say } from './words';

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Names a gateway that nobody heard yet; its own page makes the credentials. */
export function NewGateway() {
  const wrong = useSignal(false);
  const next = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const id = String(form.get('id') ?? '').trim();
    wrong.value = !ID.test(id);
    if (!wrong.value) {
      location.hash = `${gatewayLink(id)}?site=${encodeURIComponent(String(form.get('site')))}`;
    }
  };
  return (
    <section aria-labelledby="gw-new-title">
      <details class="card gw-new">
        <summary>
          <h2 id="gw-new-title">{say('new.title')}</h2>
        </summary>
        <p class="muted">{say('new.what')}</p>
        <form onSubmit={next} noValidate>
          <label>
            {say('new.site')}
            <select name="site" data-testid="new-site">
              {(campus.value?.sites ?? []).map((site) => (
                <option key={site.id} value={site.id}>
                  {named(site.name, site.nameEn)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {say('new.id')}
            <input name="id" autocomplete="off" spellcheck={false} maxLength={64} aria-describedby="gw-new-hint gw-new-wrong" data-testid="new-id" />
          </label>
          <button type="submit" class="primary" data-testid="new-next">
            {say('new.next')}
          </button>
          <p class="muted" id="gw-new-hint">
            {say('new.hint')}
          </p>
          <p class="failure" role="alert" id="gw-new-wrong">
            {wrong.value ? say('new.wrong') : ''}
          </p>
        </form>
      </details>
    </section>
  );
}
