/** An entry of the campus file that people may change on the page; `K` are its keys there. */
export interface Amended<K> {
  on: boolean;
  origin: 'campus' | 'page';
  inFile: boolean;
  /** The page displaces it, and the file says something else than it did then. */
  fileEdited: boolean;
  /** Counts the changes of the page; 0 for none. */
  version: number;
  changed?: { by: string; at: string };
  keys: K;
}

/** What somebody made of it; without keys it was given back to the file. */
export interface Amendment<K> {
  version: number;
  by: string;
  at: string;
  keys?: K;
  base?: K;
}

/** A change that does not hold beside an edited file. */
export interface Unread {
  id: string;
  why: string;
  version: number;
}
