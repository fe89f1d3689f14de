import { computed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../frame/Icon';
import { campus, judgedAt } from '../live/stream';
import { Ranges, troublesOf } from '../overview/Tile';
import { buildingState, type BuildingState } from '../situation/buildingState';
import { placesOf } from '../situation/places';
import { WORST_FIRST } from '../situation/roomState';
import { lang, t } from '../words/words';
import { useFit } from './fit';
import { pageAt, pagesOf } from './pages';
import { say } from './words';

const TURN_MS = 12_000;
/** Of a tile with its gap, in rem; as wall.css has it. Alone on the screen they are larger. */
const TILE = { width: 13, height: 5.6 };
const LARGE_TILE = { width: 19, height: 8 };

interface Shown {
  key: string;
  name: string;
  site: string;
  points: number;
  state: BuildingState;
}

const shape = computed(() => campus.value?.shape);
const places = computed(() => {
  const known = shape.value && campus.peek();
  return known ? placesOf(known.sites, known.points.values(), lang.value === 'en') : [];
});
/** What is abnormal first, else in the order of the campus file. */
const buildings = computed<Shown[]>(() => {
  const points = campus.value?.points ?? new Map();
  const all = places.value.flatMap(({ site, name, buildings: of }) =>
    of.map((b) => ({
      key: `${site.id}/${b.id}`,
      name: b.name,
      site: name,
      points: b.rooms.reduce((n, room) => n + room.points.length, 0),
      state: buildingState(b.rooms, points, judgedAt.value),
    })),
  );
  return all.sort((a, b) => WORST_FIRST.indexOf(a.state.state) - WORST_FIRST.indexOf(b.state.state));
});

/** All buildings as tiles; pages turn when they do not fit, and stand still while something critical is active. */
export function Buildings({ held, large }: { held: boolean; large: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const tile = large ? LARGE_TILE : TILE;
  const { rows, columns } = useFit(box, tile.width, tile.height);
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((n) => n + 1), TURN_MS);
    return () => clearInterval(timer);
  }, []);
  const pages = pagesOf(buildings.value, rows * columns);
  const at = pageAt(ticks, pages.length, held);
  const shown = pages[at] ?? [];
  return (
    <section class="areas" aria-label={say('areas')} data-testid="wall-areas" data-page={at}>
      <div class="tiles" ref={box}>
        {shown.map((b) => (
          <Tile key={b.key} building={b} />
        ))}
      </div>
      {pages.length > 1 && (
        <p class="muted num" data-testid="wall-pages">
          {held ? say('held', { n: buildings.value.length - shown.length }) : say('page', { n: at + 1, all: pages.length })}
        </p>
      )}
    </section>
  );
}

function Tile({ building: { name, site, points, state } }: { building: Shown }) {
  const [worst] = state.troubled;
  const others = state.troubled.length + state.more - 1;
  return (
    <div class={`tile is-${state.state}`} data-testid="wall-building" data-state={state.state}>
      <span class="name">
        {state.state !== 'normal' && <Icon state={state.state} />}
        <b>{name}</b>
      </span>
      {worst ? (
        <span class="trouble">
          {t('areas.of', { name: worst.room.shortName, what: troublesOf(worst.state).join(' · ') })}
          {others > 0 && ` · ${t('areas.more.areas', { n: others })}`}
        </span>
      ) : (
        <span class="muted">
          {site} · {t('areas.points', { n: points })}
        </span>
      )}
      <Ranges ranges={state.ranges} />
    </div>
  );
}
