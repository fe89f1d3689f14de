import { computed } from '@preact/signals';
import { now } from '../live/stream';
import { route } from '../route';
import { session } from '../session';
import { kept, keptFor } from './kept';
import { KeptDeed } from './KeptDeed';

/** Ages pass by minutes here; a tick of each second draws nothing anew. */
const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);

/** Those of who is logged in. */
export const ownKept = computed(() => {
  const who = session.value;
  return who.state === 'in' ? keptFor(kept.value, who.user, minute.value) : [];
});

/** On top of every page; an alert's own page has them under the thumb. */
export function KeptBar() {
  const here = route.value.page === 'alert' ? route.value.id : '';
  const elsewhere = ownKept.value.filter((k) => k.alert !== here);
  return elsewhere.length === 0 ? null : (
    <div class="kept-bar">
      {elsewhere.map((deed) => (
        <KeptDeed key={`${deed.act.kind} ${deed.alert}`} deed={deed} named />
      ))}
    </div>
  );
}
