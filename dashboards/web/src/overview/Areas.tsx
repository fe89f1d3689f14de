import { computed } from '@preact/signals';
import { campus as known } from '../live/stream';
import { placesOf, type Place } from '../situation/places';
import { lang, t } from '../words/words';
import { BuildingTile } from './BuildingTile';
import { keyOf, open } from './open';

const shape = computed(() => known.value?.shape);
/** Made anew when points come or move, not with each value. */
const places = computed(() => {
  const campus = shape.value && known.peek();
  return campus ? placesOf(campus.sites, campus.points.values(), lang.value === 'en') : [];
});

const keysOf = (place: Place) =>
  place.buildings.flatMap((b) => [b.id, ...b.rooms.map((room) => room.area.path)].map((path) => keyOf(place.site.id, path)));

export function OpenAll() {
  const all = places.value.flatMap(keysOf);
  const everyOpen = all.every((key) => open.value.has(key));
  return all.length === 0 ? null : (
    <button type="button" class="quiet" data-testid="open-all" onClick={() => (open.value = new Set(everyOpen ? [] : all))}>
      {everyOpen ? t('areas.close') : t('areas.open')}
    </button>
  );
}

export function Areas() {
  return (
    <>
      {places.value.map((place) => (
        <section key={place.site.id} class="site" aria-label={place.name}>
          <h3>
            {place.name}
            <span class="muted num">
              {t('areas.points', { n: place.buildings.flatMap((b) => b.rooms).reduce((n, r) => n + r.points.length, 0) })}
            </span>
          </h3>
          <div class="tiles">
            {place.buildings.map((building) => (
              <BuildingTile key={building.id} place={place} building={building} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
