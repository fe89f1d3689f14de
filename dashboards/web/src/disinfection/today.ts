import { campus, serverNow } from '../live/stream';

/** The day on the campus; the Swedish way of writing a date is that of addresses. */
export const today = () => new Date(serverNow.peek()).toLocaleDateString('sv-SE', { timeZone: campus.peek()?.timezone ?? 'UTC' });
