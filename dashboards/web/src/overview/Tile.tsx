import { Icon } from '../frame/Icon';
import { rangeText } from '../format/value';
import { quantityText } from '../format/place';
import { campus, judgedAt } from '../live/stream';
import { useSettled } from '../live/useSettled';
import { pointsIn, type Room } from '../situation/places';
import { roomState, type Range, type RoomState } from '../situation/roomState';
import { t } from '../words/words';

interface Props {
  id: string;
  room: Room;
  panel: string;
  open: boolean;
  onToggle: () => void;
}

/** One area: quiet while all is well, and a button to its points. */
export function Tile({ id, room, panel, open, onToggle }: Props) {
  const of = useSettled(() => roomState(pointsIn([room], campus.value?.points ?? new Map()), judgedAt.value));
  const state = room.points.length === 0 ? 'empty' : of.state;
  return (
    <button
      type="button"
      class={`tile is-${state}`}
      aria-expanded={open}
      aria-controls={panel}
      data-testid={`tile-${id}`}
      data-state={state}
      onClick={onToggle}
    >
      <span class="name">
        {state !== 'empty' && state !== 'normal' && <Icon state={of.state} />}
        {room.shortName}
        {!room.area.expected && <span class="tag">{t('areas.unexpected')}</span>}
      </span>
      {state === 'empty' ? <span class="muted">{t('areas.none')}</span> : <Summary of={of} />}
    </button>
  );
}

export const troublesOf = (of: RoomState) =>
  [of.alerts > 0 ? t('areas.alerts', { n: of.alerts }) : '', of.noData > 0 ? t('areas.nodata', { n: of.noData }) : ''].filter(Boolean);

function Summary({ of }: { of: RoomState }) {
  const troubles = troublesOf(of);
  return (
    <>
      {troubles.length > 0 && <span class="trouble">{troubles.join(' · ')}</span>}
      <Ranges ranges={of.ranges} />
      {troubles.length === 0 && of.ranges.length === 0 && <span class="muted">{t('state.normal')}</span>}
    </>
  );
}

export function Ranges({ ranges }: { ranges: readonly Range[] }) {
  return (
    <span class="muted num">
      {ranges.map((r) => {
        const range = rangeText(r.low, r.high, r.unit, r.quantity);
        return (
          <span key={r.quantity} class="range">
            {r.unit === '1' ? `${quantityText(r.quantity)} ${range}` : range}
          </span>
        );
      })}
    </span>
  );
}
