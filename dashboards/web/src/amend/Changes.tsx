import { useId } from 'preact/hooks';
import { saying, type Sentences } from '../words/part';
import './changes.css';
import { differing } from './differing';
import { timeText } from './timeText';
import type { Amendment } from './types';
import { say } from './words';

interface Props {
  of: readonly Amendment<object>[];
  /** What a key of the campus file is called on the page. */
  word: (key: string) => string;
}

/** Who made what of it, newest first, each with what it was before. */
export function Changes({ of, word }: Props) {
  const id = useId();
  return (
    <section class="card part" aria-labelledby={id} data-testid="changes">
      <h2 id={id}>{say('history.title')}</h2>
      {of.length === 0 && <p class="muted">{say('history.none')}</p>}
      <ol class="changes">
        {of.map((change, i) => {
          const lines = differing(of[i + 1]?.keys ?? change.base, change.keys ?? change.base);
          return (
            <li key={change.version}>
              <span class="muted num">{say('history.by', { by: change.by, time: change.at.slice(0, 16).replace('T', ' ') })}</span>
              {!change.keys && <p>{say('history.back')}</p>}
              {change.keys && lines.length === 0 && <p>{say('history.same')}</p>}
              <ul>
                {lines.map((line) => (
                  <li key={line.key}>{say('history.diff', { key: word(line.key), before: text(line.before), after: text(line.after) })}</li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** A list has its parts, an object what its keys hold. */
function text(value: unknown): string {
  if (value === undefined || value === '') {
    return say('history.empty');
  }
  if (typeof value === 'boolean') {
    return say(value ? 'history.yes' : 'history.no');
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flat().join(' ') : timeText(String(value));
}

/** The word that the page's form has for a key, below the prefix; else the key itself. */
export function wordIn<K extends string>(sentences: Sentences<K>, prefix: string): (key: string) => string {
  const known = (key: string): key is K => Object.hasOwn(sentences, key);
  return (key) => (key === 'on' ? say('history.on') : known(`${prefix}.${key}`) ? saying(sentences)(`${prefix}.${key}` as K) : key);
}
