import { saying } from '../../words/part';
import { sentences } from './words';

const say = saying(sentences);

const worded = (key: string) => Object.hasOwn(sentences, key);

/** One that has no word here shows itself. */
export const actWord = (act: string) => (worded(act) ? say(act as keyof typeof sentences) : act);

export const fieldWord = (field: string) =>
  worded(`field.${field}`) ? say(`field.${field}` as keyof typeof sentences) : field;
