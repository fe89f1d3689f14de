import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../frame/Icon';
import { campus, serverNow } from '../live/stream';
import { clockTime } from '../format/time';
import { gapsOf, isOn, overMidnight, serves, troublesOf, type Gap, type Names, type Trouble } from './checks';
import { dayAt, weekday } from './days';
import { keyOf, whoIn, type Draft } from './draft';
import { ROLES, type Plan, type Shift, type ShiftKind, type SpecialDay } from './types';
import { holidayName, say, type DutyKey } from './words';

export interface WeekProps {
  days: readonly string[];
  today: string;
  site: string;
  plan: Plan;
  special: readonly SpecialDay[];
  /** As they would be with the draft. */
  shifts: readonly Shift[];
  draft: Draft;
  names: Names;
  onEdit: ((date: string, shift: string) => void) | undefined;
}

const NARROW = '(max-width: 900px)';

/** Shifts × days on a desk; on a phone day by day. */
export function Week(props: WeekProps) {
  const narrow = useSignal(window.matchMedia(NARROW).matches);
  useEffect(() => {
    const media = window.matchMedia(NARROW);
    const follow = () => (narrow.value = media.matches);
    media.addEventListener('change', follow);
    // It may have changed since the first drawing.
    follow();
    return () => media.removeEventListener('change', follow);
  }, []);
  return narrow.value ? <Days {...props} /> : <Grid {...props} />;
}

const kindsOf = (props: WeekProps) => props.plan.shifts.filter((k) => serves(k, props.site));

export const spanOf = (kind: ShiftKind) =>
  say('time.span', { from: kind.from, to: overMidnight(kind) ? say('time.nextday', { time: kind.to }) : kind.to });

function gapsOn(props: WeekProps, date: string): Gap[] {
  const zone = campus.value?.timezone ?? 'UTC';
  return gapsOf(props.shifts, props.site).filter((gap) => dayAt(Date.parse(gap.from), zone) === date);
}

function Grid(props: WeekProps) {
  const { days, today } = props;
  return (
    <div class="card week">
      <table data-testid="duty-week" onKeyDown={walk}>
        <caption class="unseen">{say('week.caption', { from: days[0] ?? '', to: days[6] ?? '' })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('week.shift')}</th>
            {days.map((date) => (
              <th key={date} scope="col" class={date === today ? 'today' : ''} aria-current={date === today ? 'date' : undefined}>
                <DayHead date={date} {...props} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kindsOf(props).map((kind, row) => (
            <tr key={kind.shift}>
              <th scope="row">
                {kind.name}
                <span class="muted num">{spanOf(kind)}</span>
              </th>
              {days.map((date, column) => (
                <td key={date} class={date === today ? 'today' : ''}>
                  <Cell date={date} kind={kind} at={`${row}-${column}`} {...props} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Arrows go from cell to cell, as in a spreadsheet. */
function walk(event: KeyboardEvent): void {
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
  const at = (event.target as HTMLElement).dataset['at'];
  if (at && (down || right)) {
    const [row = 0, column = 0] = at.split('-').map(Number);
    const next = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-at="${row + (down ?? 0)}-${column + (right ?? 0)}"]`);
    next?.focus();
    event.preventDefault();
  }
}

const Who = ({ name }: { name: string }) => (name ? <span>{name}</span> : <span class="nobody">{say('nobody')}</span>);

/** Today comes first on a phone; what is past is one tap away. */
function Days(props: WeekProps) {
  const past = props.days.filter((date) => date < props.today && props.days.includes(props.today));
  return (
    <>
      {past.length > 0 && (
        <details class="past">
          <summary>{say('week.past', { n: past.length })}</summary>
          <List {...props} days={past} />
        </details>
      )}
      <List {...props} days={props.days.filter((date) => !past.includes(date))} />
    </>
  );
}

function List(props: WeekProps) {
  return (
    <ol class="days" data-testid="duty-days">
      {props.days.map((date) => (
        <li key={date} class={`card ${date === props.today ? 'today' : ''}`}>
          <h2>
            <DayHead date={date} {...props} />
          </h2>
          {kindsOf(props).map((kind) => (
            <div key={kind.shift} class="one">
              <p>
                <b>{kind.name}</b> <span class="muted num">{spanOf(kind)}</span>
              </p>
              <Cell date={date} kind={kind} at="" {...props} />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function DayHead({ date, ...props }: WeekProps & { date: string }) {
  const special = props.special.find((d) => d.date === date);
  return (
    <>
      <span class="num">
        {say(`day.${weekday(date)}` as DutyKey)} {date.slice(5)}
      </span>
      {date === props.today && <span class="tag now">{say('day.today')}</span>}
      {special && (
        <span class={`tag ${special.kind}`}>
          {special.kind === 'holiday' && special.name ? holidayName(special.name) : say(`day.${special.kind}`)}
        </span>
      )}
      {gapsOn(props, date).map((gap) => (
        <span key={gap.from} class="mark is-critical gap">
          <Icon state="critical" />
          {say('gap.at', { from: short(gap.from), to: short(gap.to) })}
        </span>
      ))}
    </>
  );
}

const short = (iso: string) => clockTime(Date.parse(iso), Date.parse(iso), campus.value?.timezone ?? 'UTC');

interface CellProps extends WeekProps {
  date: string;
  kind: ShiftKind;
  at: string;
}

function Cell({ date, kind, at, shifts, draft, names, plan, onEdit }: CellProps) {
  const shift = shifts.find((s) => s.date === date && s.shift === kind.shift);
  const changed = ROLES.some((role) => draft.has(keyOf(date, kind.shift, role)));
  const troubles = shift ? troublesOf(shift, shifts, plan.people) : [];
  const tone = troubles.some((x) => x.kind === 'no-officer') ? 'is-critical' : troubles.length ? 'is-warning' : '';
  const inner = (
    <>
      {shift || changed ? (
        ROLES.map((role) => (
          <span key={role} class={`who ${role}`}>
            <span class="role">{say(`role.${role}`)}</span>
            <Who name={names(whoIn(draft, shift, date, kind.shift, role))} />
            {draft.has(keyOf(date, kind.shift, role)) ? (
              <span class="tag drafted">{say('cell.drafted')}</span>
            ) : (
              shift?.putIn?.[role] && <span class="tag">{say('cell.putin')}</span>
            )}
          </span>
        ))
      ) : (
        <span class="muted">{say('cell.none')}</span>
      )}
      {shift && isOn(shift, serverNow.value) && <span class="tag on">{say('cell.on')}</span>}
      {troubles.map((trouble) => (
        <span key={`${trouble.kind}-${'person' in trouble ? trouble.person : ''}`} class={`mark ${trouble.kind === 'no-officer' ? 'is-critical' : 'is-warning'}`}>
          <Icon state={trouble.kind === 'no-officer' ? 'critical' : 'warning'} />
          {troubleText(trouble, names, plan)}
        </span>
      ))}
    </>
  );
  const label = say('cell.edit', { date, shift: kind.name });
  return onEdit ? (
    <button type="button" class={`cell ${tone} ${changed ? 'changed' : ''}`} data-at={at || undefined} title={label} onClick={() => onEdit(date, kind.shift)} data-testid={`cell-${date}-${kind.shift}`}>
      {inner}
      <span class="unseen">{label}</span>
    </button>
  ) : (
    <div class={`cell ${tone}`} data-testid={`cell-${date}-${kind.shift}`}>
      {inner}
    </div>
  );
}

export function troubleText(trouble: Trouble, names: Names, plan: Plan): string {
  switch (trouble.kind) {
    case 'elsewhere': {
      const kind = plan.shifts.find((k) => k.shift === trouble.other.shift);
      return say('trouble.elsewhere', { who: names(trouble.person), date: trouble.other.date, shift: kind?.name ?? trouble.other.shift });
    }
    case 'two-roles':
    case 'unreachable':
      return say(`trouble.${trouble.kind}`, { who: names(trouble.person) });
    default:
      return say(`trouble.${trouble.kind}`);
  }
}
