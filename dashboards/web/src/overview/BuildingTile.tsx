import { Fragment } from 'preact';
import { Icon } from '../frame/Icon';
import { campus, judgedAt } from '../live/stream';
import { useSettled } from '../live/useSettled';
import type { Building, Place } from '../situation/places';
import { buildingState, type BuildingState } from '../situation/buildingState';
import { t } from '../words/words';
import { keyOf, open, panelOf, toggle } from './open';
import { PointTable } from './PointTable';
import { Ranges, Tile, troublesOf } from './Tile';

/** A building: one quiet tile while all is well, with its troubled areas by name while it is not. A tap opens its areas. */
export function BuildingTile({ place, building }: { place: Place; building: Building }) {
  const site = place.site.id;
  const key = keyOf(site, building.id);
  const name = building.mixed ? t('areas.more', { name: building.name }) : building.name;
  return (
    <>
      <Head id={key} building={building} name={name} />
      {open.value.has(key) && <Rooms id={panelOf(key)} site={site} building={building} name={name} />}
    </>
  );
}

/** Apart from the areas, which may be many: they are not drawn again because the building says something else. */
function Head({ id, building, name }: { id: string; building: Building; name: string }) {
  const state = useSettled(() => buildingState(building.rooms, campus.value?.points ?? new Map(), judgedAt.value));
  return (
    <button
      type="button"
      class={`tile is-${state.state}`}
      aria-expanded={open.value.has(id)}
      aria-controls={panelOf(id)}
      data-testid={`building-${id}`}
      data-state={state.state}
      onClick={() => toggle(id)}
    >
      <span class="name">
        {state.state !== 'normal' && <Icon state={state.state} />}
        <b>{name}</b>
      </span>
      <Said building={building} state={state} />
    </button>
  );
}

function Said({ building, state }: { building: Building; state: BuildingState }) {
  const points = building.rooms.reduce((n, room) => n + room.points.length, 0);
  return (
    <>
      {state.troubled.map(({ room, state: of }) => (
        <span key={room.area.path} class={`trouble is-${of.state}`}>
          {building.rooms.length > 1
            ? t('areas.of', { name: room.shortName, what: troublesOf(of).join(' · ') })
            : troublesOf(of).join(' · ')}
        </span>
      ))}
      {state.more > 0 && <span class="muted">{t('areas.more.areas', { n: state.more })}</span>}
      {state.troubled.length === 0 && (
        <span class="muted num">{points === 0 ? t('areas.none') : t('areas.quiet', { a: building.rooms.length, n: points })}</span>
      )}
      <Ranges ranges={state.ranges} />
    </>
  );
}

/** The areas; of a building with one area its points at once. */
function Rooms({ id, site, building, name }: { id: string; site: string; building: Building; name: string }) {
  const [only] = building.rooms.length === 1 ? building.rooms : [];
  if (only) {
    return <PointTable id={id} name={only.shortName} points={only.points} />;
  }
  return (
    <section class="rooms" id={id} aria-label={name}>
      <div class="tiles">
        {building.rooms.map((room) => {
          const key = keyOf(site, room.area.path);
          const isOpen = open.value.has(key);
          return (
            <Fragment key={key}>
              <Tile id={key} room={room} panel={panelOf(key)} open={isOpen} onToggle={() => toggle(key)} />
              {isOpen && <PointTable id={panelOf(key)} name={room.shortName} points={room.points} />}
            </Fragment>
          );
        })}
      </div>
    </section>
  );
}
