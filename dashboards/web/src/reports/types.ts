export type Verdict = 'clean-zero' | 'zero-with-gaps' | 'exceptions' | 'no-data';
export type State = 'draft' | 'recorded' | 'reviewed' | 'signed';
export type Verb = 'enter' | 'record' | 'review' | 'sign';

export interface Signature {
  person: string;
  personName: string;
  reason: string;
  by: string;
  at: string;
}

export interface Version {
  number: number;
  state: State;
  verdict: Verdict;
  sufficient: boolean;
  over: boolean;
  expected: number;
  proven: number;
  cause: 'time' | 'late-data' | 'asked' | 'correction';
  made: string;
  digest: string;
  entered?: { suspected: number; confirmed: number; person: string; personName: string };
  recorded?: Signature;
  reviewed?: Signature;
  signed?: Signature;
}

export interface DayHead {
  date: string;
  /** When it is made by itself. */
  made: string;
  due: string;
  confirmed: boolean;
  overdue: boolean;
  /** The last one; absent before the first. */
  version?: Version;
}

export interface Receiver {
  channel: string;
  /** Empty for the mailbox of the channel, and for a webhook. */
  to: string;
  /** It is sent when two people have confirmed it. */
  confirmed: boolean;
  /** Time of the next day at which it is sent in any case. */
  at?: string;
  forms: string[];
}

export interface Sending {
  id: string;
  channel: string;
  to: string;
  version: number;
  confirmed: boolean;
  /** The account that wanted it; empty for the clock. */
  by: string;
  state: 'waiting' | 'sent' | 'given-up' | 'superseded';
  attempts: number;
  ordered: string;
  sent?: string;
  next?: string;
  error?: string;
}

export interface Sendings {
  receivers: Receiver[];
  sendings: Sending[];
}

export interface Days {
  now: string;
  /** Whether people are called at the deadline. */
  watched: boolean;
  days: DayHead[];
}

export interface Section {
  id: string;
  title: string;
  /** Too long for a page. */
  annex: boolean;
  note: string;
  columns: string[];
  rows: string[][];
}

/** The report in words of the language that was asked for. */
export interface Document {
  title: string;
  subtitle: string;
  state: string;
  verdict: string;
  lead: string[];
  warning: string;
  sections: Section[];
  foot: string[];
}

export interface Day extends DayHead {
  version: Version;
  versions: Version[];
  document: Document;
}
