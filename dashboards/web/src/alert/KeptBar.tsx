import { computed } from '@preact/signals';
import { now } from '../live/stream';
import { route } from '../route';
import { session } from '../session';
import { kept, keptFor, refusals } from './kept';
import { KeptDeed } from './KeptDeed';
import { say } from './words';

/** Ages pass by minutes here; a tick of each second draws nothing anew. */
const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);

/** Those of who is logged in. */
export const ownKept = computed(() => {
  const who = session.value;
  return who.state === 'in' ? keptFor(kept.value, who.user, minute.value) : [];
});

/** On top of every page: what waits, and what will not be done. An alert's own page has what waits under the thumb. */
export function KeptBar() {
  const here = route.value.page === 'alert' ? route.value.id : '';
  const elsewhere = ownKept.value.filter((k) => k.alert !== here);
  return (
    <div class="kept-bar">
      <div role="alert">
        {refusals.value.map((refusal) => (
          <p key={`${refusal.deed.act.kind} ${refusal.deed.alert}`} class="kept refused" data-testid={`refused-${refusal.deed.alert}`}>
            <span>
              <b>{refusal.deed.what}</b> {refusal.why}
            </span>
            <button type="button" onClick={() => (refusals.value = refusals.value.filter((r) => r !== refusal))}>
              {say('kept.read')}
            </button>
          </p>
        ))}
      </div>
      {elsewhere.map((deed) => (
        <KeptDeed key={`${deed.act.kind} ${deed.alert}`} deed={deed} named />
      ))}
    </div>
  );
}
