import { ask } from '../api/http';

export interface Channel {
  name: string;
  type: string;
  /** Others read it than the person whom it calls. */
  shared: boolean;
  people: readonly string[];
  waiting: number;
  lastAt?: string;
  taken?: boolean;
  error?: string;
}

export const channels = () => ask<{ channels: Channel[] }>('GET', '/api/v1/channels');
export const testChannel = (name: string, person: string) =>
  ask<{ taken: boolean; error?: string }>('POST', `/api/v1/channels/${encodeURIComponent(name)}/test`, person ? { person } : {});
