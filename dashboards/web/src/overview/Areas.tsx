import { computed, signal } from '@preact/signals';
import { Fragment } from 'preact';
import type { Campus } from '../live/model';
import { campus as known } from '../live/stream';
import { placesOf, type Building, type Place } from '../situation/places';
import { lang, t } from '../words/words';
import { PointTable } from './PointTable';
import { Tile } from './Tile';

/** Which tiles are open; kept while somebody reads an alert and comes back. */
const open = signal<ReadonlySet<string>>(new Set());

const places = computed(() => {
  const campus = known.value;
  return campus ? placesOf(campus.sites, campus.points.values(), lang.value === 'en') : [];
});

const keyOf = (place: Place, path: string) => `${place.site.id}/${path}`;

function toggle(key: string): void {
  const next = new Set(open.peek());
  if (!next.delete(key)) {
    next.add(key);
  }
  open.value = next;
}

export function Areas({ campus }: { campus: Campus }) {
  const all = places.value.flatMap((p) => p.buildings.flatMap((b) => b.rooms.map((r) => keyOf(p, r.area.path))));
  const everyOpen = all.length > 0 && all.every((key) => open.value.has(key));
  return (
    <section aria-labelledby="areas-title">
      <div class="head">
        <h2 id="areas-title">{t('areas.title')}</h2>
        {campus.points.size > 0 && (
          <button
            type="button"
            class="quiet"
            data-testid="open-all"
            onClick={() => (open.value = new Set(everyOpen ? [] : all))}
          >
            {everyOpen ? t('areas.close') : t('areas.open')}
          </button>
        )}
      </div>
      {places.value.map((place) => (
        <section key={place.site.id} class="site" aria-label={place.name}>
          <h3>
            {place.name}
            <span class="muted num">
              {t('areas.points', { n: place.buildings.flatMap((b) => b.rooms).reduce((n, r) => n + r.points.length, 0) })}
            </span>
          </h3>
          <div class="buildings">
            {place.buildings.map((building) => (
              <BuildingCard key={building.id} place={place} building={building} />
            ))}
          </div>
        </section>
      ))}
    </section>
  );
}

function BuildingCard({ place, building }: { place: Place; building: Building }) {
  const name = building.mixed ? t('areas.more', { name: building.name }) : building.name;
  return (
    <section class="card building" aria-label={place.name + t('join') + name}>
      <h4>{name}</h4>
      <div class="tiles">
        {building.rooms.map((room) => {
          const key = keyOf(place, room.area.path);
          const isOpen = open.value.has(key);
          const panel = `points-${key.replaceAll('/', '-')}`;
          return (
            <Fragment key={key}>
              <Tile id={key} room={room} panel={panel} open={isOpen} onToggle={() => toggle(key)} />
              {isOpen && <PointTable id={panel} room={room} />}
            </Fragment>
          );
        })}
      </div>
    </section>
  );
}
