import { useId } from 'preact/hooks';
import type { Names } from './checks';
import { Sheet } from '../frame/Sheet';
import { keyOf, putIn, type Draft } from './draft';
import { ROLES, type Plan, type Role, type Shift } from './types';
import { say } from './words';

const ROTA = '';

interface Props {
  place: { date: string; shift: string };
  plan: Plan;
  shifts: readonly Shift[];
  draft: Draft;
  names: Names;
  onTake: (who: [Role, string | null][], swapped: { with: { date: string; shift: string }; role: Role } | null) => void;
  onClose: () => void;
}

/** Who has which role in one shift; the first choice of each gives it back to the rota. */
export function EditDialog({ place, plan, shifts, draft, names, onTake, onClose }: Props) {
  const id = useId();
  const known = shifts.find((s) => s.date === place.date && s.shift === place.shift);
  const kind = plan.shifts.find((k) => k.shift === place.shift);
  const nameOf = (shift: string) => plan.shifts.find((k) => k.shift === shift)?.name ?? shift;
  const chosen = (role: Role): string => {
    const key = keyOf(place.date, place.shift, role);
    return (draft.has(key) ? draft.get(key) : putIn(known, role)) ?? ROTA;
  };
  const others = shifts.filter((s) => !(s.date === place.date && s.shift === place.shift) && (s.site === undefined || kind?.site === undefined || s.site === kind.site));
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [date = '', shift = ''] = String(form.get('swap') ?? '').split('|');
    const role = ROLES.find((r) => r === form.get('swap-role')) ?? 'officer';
    onTake(
      ROLES.map((r) => [r, String(form.get(r) ?? ROTA) || null]),
      date ? { with: { date, shift }, role } : null,
    );
  };
  return (
    <Sheet title={say('edit.title', { date: place.date, shift: kind?.name ?? place.shift })} onClose={onClose} testId="duty-edit">
      <form onSubmit={submit}>
        {ROLES.map((role) => {
          const rota = known?.rota?.[role]?.id;
          return (
            <div key={role}>
              <label for={`${id}-${role}`}>{say(`role.${role}`)}</label>
              <select id={`${id}-${role}`} name={role} defaultValue={chosen(role)} data-testid={`edit-${role}`}>
                <option value={ROTA} selected={chosen(role) === ROTA}>
                  {say('edit.rota', { who: rota ? names(rota) : say('nobody') })}
                </option>
                {plan.people.map((p) => (
                  <option key={p.id} value={p.id} selected={chosen(role) === p.id}>
                    {names(p.id)}
                  </option>
                ))}
              </select>
            </div>
          );
        })}
        <label for={`${id}-swap`}>{say('edit.swap')}</label>
        <select id={`${id}-swap`} name="swap" data-testid="edit-swap">
          <option value="">{say('edit.swap.none')}</option>
          {others.map((s) => (
            <option key={`${s.date}|${s.shift}`} value={`${s.date}|${s.shift}`}>
              {`${s.date} ${nameOf(s.shift)}${s.officer ? ` · ${names(s.officer.id)}` : ''}`}
            </option>
          ))}
        </select>
        <label for={`${id}-swap-role`}>{say('edit.swap.role')}</label>
        <select id={`${id}-swap-role`} name="swap-role">
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {say(`role.${role}`)}
            </option>
          ))}
        </select>
        <div class="acts">
          <button type="submit" class="primary" data-testid="edit-done">
            {say('edit.done')}
          </button>
          <button type="button" onClick={onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
