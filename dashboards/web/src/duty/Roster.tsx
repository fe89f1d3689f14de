import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { campus, serverNow } from '../live/stream';
import { may } from '../session';
import * as api from './api';
import { namesOf } from './checks';
import { addDays, addMonths, dayAt, monthOf, weekOf } from './days';
import { drafted, put, rowsOf, swap, type Draft } from './draft';
import { DraftBar } from './DraftBar';
import { EditDialog } from './EditDialog';
import { Findings } from './Findings';
import { Fresh } from './Fresh';
import { ImportDialog } from './ImportDialog';
import { Month } from './Month';
import { taken, unread, type Read } from './read';
import { ReviewDialog } from './ReviewDialog';
import { Toolbar, type View } from './Toolbar';
import type { Finding, Plan, Shifts } from './types';
import { Week } from './Week';
import { say } from './words';

const AGAIN_MS = 30_000;

/** The calendar of shifts, and what is changed in it; changes wait on the page until they were reviewed. */
export function Roster() {
  const zone = campus.value?.timezone ?? 'Asia/Shanghai';
  const today = dayAt(serverNow.value, zone);
  const plan = useSignal<Read<Plan>>(unread());
  const read = useSignal<Read<Shifts>>(unread());
  const findings = useSignal<Read<{ findings: Finding[] }>>(unread());
  const view = useSignal<View>('week');
  const day = useSignal(today);
  const site = useSignal('');
  const draft = useSignal<Draft>(new Map());
  const editing = useSignal<{ date: string; shift: string } | null>(null);
  const reviewing = useSignal(false);
  const importing = useSignal(false);
  const saved = useSignal(0);

  const days = view.value === 'week' ? weekOf(day.value) : monthOf(day.value);
  const first = days[0] ?? day.value;
  const after = addDays(days[days.length - 1] ?? day.value, 1);
  const load = async () => {
    const [shifts, found] = await Promise.all([api.shifts(addDays(first, -1), addDays(after, 1)), api.findings()]);
    batch(() => {
      read.value = taken(read.peek(), shifts);
      findings.value = taken(findings.peek(), found);
    });
  };
  const loadPlan = async () => {
    plan.value = taken(plan.peek(), await api.plan());
  };
  useEffect(() => void loadPlan(), []);
  useEffect(() => {
    void load();
    // A draft is checked against what was read when it was begun; the service says when that is old.
    const timer = window.setInterval(() => draft.peek().size === 0 && void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [first, after]);

  const known = plan.value.value;
  const shifts = read.value.value?.shifts ?? [];
  const at = site.value || (known?.sites[0] ?? '');
  const shown = drafted(draft.value, shifts);
  const move = (by: number) => {
    day.value = view.value === 'week' ? addDays(day.value, 7 * by) : addMonths(day.value, by);
  };
  const goTo = (date: string) =>
    batch(() => {
      view.value = 'week';
      day.value = date;
    });
  const done = (count: number) =>
    batch(() => {
      draft.value = new Map();
      reviewing.value = false;
      importing.value = false;
      saved.value = count;
      void load();
    });

  if (!known || known.shifts.length === 0) {
    return known ? <p class="card part">{say('unplanned')}</p> : <Fresh read={plan.value} again={() => void loadPlan()} />;
  }
  const names = namesOf(known.people);
  return (
    <>
      <section class="calendar" aria-label={say('part.shifts')}>
        <Toolbar
          view={view}
          days={days}
          day={day.value}
          onMove={move}
          onToday={() => (day.value = today)}
          sites={known.sites}
          site={at}
          onSite={(next) => (site.value = next)}
          zone={zone}
          onImport={may('plan') ? () => (importing.value = true) : undefined}
        />
        <p class="saved" role="status">
          {saved.value > 0 && say('review.saved', { n: saved.value })}
        </p>
        <Fresh read={read.value} again={() => void load()} />
        {view.value === 'week' ? (
          <Week
            days={days}
            today={today}
            site={at}
            plan={known}
            special={read.value.value?.days ?? []}
            shifts={shown}
            draft={draft.value}
            names={names}
            onEdit={may('plan') && read.value.value ? (date, shift) => (editing.value = { date, shift }) : undefined}
          />
        ) : (
          <Month days={days} month={day.value} today={today} site={at} special={read.value.value?.days ?? []} shifts={shown} names={names} onDay={goTo} />
        )}
      </section>
      <Findings read={findings.value} plan={known} names={names} onDay={goTo} again={() => void load()} />
      {draft.value.size > 0 && (
        <DraftBar count={draft.value.size} onReview={() => (reviewing.value = true)} onDrop={() => (draft.value = new Map())} />
      )}
      {editing.value && (
        <EditDialog
          place={editing.value}
          plan={known}
          shifts={shifts}
          draft={draft.value}
          names={names}
          onTake={(who, swapped) => {
            let next = draft.peek();
            const place = editing.peek();
            if (place) {
              who.forEach(([role, person]) => (next = put(next, shifts, { ...place, role }, person)));
              if (swapped) {
                next = swap(next, shifts, place, swapped.with, swapped.role);
              }
            }
            batch(() => {
              draft.value = next;
              editing.value = null;
              saved.value = 0;
            });
          }}
          onClose={() => (editing.value = null)}
        />
      )}
      {reviewing.value && (
        <ReviewDialog
          rows={rowsOf(draft.value, shifts)}
          plan={known}
          names={names}
          known={findings.value.value?.findings ?? []}
          onSaved={done}
          onConflict={() => void load()}
          onClose={() => (reviewing.value = false)}
        />
      )}
      {importing.value && (
        <ImportDialog
          plan={known}
          names={names}
          known={findings.value.value?.findings ?? []}
          onSaved={done}
          onClose={() => (importing.value = false)}
        />
      )}
    </>
  );
}
