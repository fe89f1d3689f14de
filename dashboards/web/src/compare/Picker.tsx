import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Point } from '../api/types';
import { quantityText } from '../format/place';
import { campus } from '../live/stream';
import { placeAndDevice, pointName } from '../point/place';
import { pointLink } from '../route';
import { POINTS_MAX, search } from './chosen';
import { Key } from './Key';
import { lookOf } from './looks';
import { say } from './words';

const FOUND_MAX = 12;

interface Props {
  points: readonly Point[];
  onChange: (ids: string[]) => void;
}

/** The chosen points, each removable; and a search for more. */
export function Picker({ points, onChange }: Props) {
  const ids = points.map((p) => p.id);
  const full = points.length >= POINTS_MAX;
  return (
    <section class="card part picker" aria-labelledby="picker-title">
      <h2 id="picker-title">{say('points')}</h2>
      {points.length === 0 && <p>{say('empty')}</p>}
      <ul class="chosen" data-testid="chosen">
        {points.map((point, i) => {
          const name = nameOf(point);
          return (
            <li key={point.id}>
              <Key look={lookOf(i)} />
              <a href={pointLink(point.id)}>{name}</a>
              <button
                type="button"
                class="quiet"
                aria-label={say('remove', { name })}
                data-testid={`remove-${point.id}`}
                onClick={() => onChange(ids.filter((id) => id !== point.id))}
              >
                ✕
              </button>
            </li>
          );
        })}
      </ul>
      {full ? <p class="muted">{say('search.full', { n: POINTS_MAX })}</p> : <Search points={points} onAdd={(id) => onChange([...ids, id])} />}
    </section>
  );
}

const nameOf = (point: Point) => placeAndDevice(campus.value, point);

/** What is searched and found may be any quantity. */
const wholeName = (point: Point) => `${pointName(campus.value, point)} · ${point.device}`;

function Search({ points, onAdd }: { points: readonly Point[]; onAdd: (id: string) => void }) {
  const text = useSignal('');
  const id = useId();
  const first = points[0];
  const quantity = first ? quantityText(first.quantity) : '';
  const all = campus.value?.points.values() ?? [];
  const { found, more } = text.value.trim() ? search(text.value, all, points, wholeName, FOUND_MAX) : { found: [], more: 0 };
  return (
    <div class="search" role="search">
      <label for={id}>{say('search')}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        value={text.value}
        placeholder={first ? say('search.hint.quantity', { quantity }) : say('search.hint')}
        data-testid="compare-search"
        onInput={(e) => (text.value = e.currentTarget.value)}
      />
      <ul class="found" aria-live="polite">
        {found.map((point) => (
          <li key={point.id}>
            <button
              type="button"
              data-testid={`add-${point.id}`}
              onClick={() => {
                text.value = '';
                onAdd(point.id);
              }}
            >
              ＋ {wholeName(point)}
            </button>
          </li>
        ))}
        {text.value.trim() && found.length === 0 && (
          <li class="muted">{first ? say('search.none', { quantity }) : say('search.none.any')}</li>
        )}
        {more > 0 && <li class="muted">{say('search.more', { n: more })}</li>}
      </ul>
    </div>
  );
}
