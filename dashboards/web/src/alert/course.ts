import type { AlertStory, Call, Delivery, Step } from '../api/types';
import { clockTime } from '../format/time';
import { nameOf } from './acts';
import { whyText } from './why';
import { say } from './words';

/** One line of what happened to an alert, or will. */
export interface Entry {
  at: number;
  /** What kind of thing it is, for the mark beside it. */
  of: 'alert' | 'person' | 'call' | 'message' | 'good' | 'record';
  text: string;
  /** What became of it; of a message whether it arrived. */
  outcome?: string;
  failed?: boolean;
  detail?: string;
  telephone?: string;
}

/** The clock by which times within a sentence are written. */
export interface Clock {
  now: number;
  zone: string;
}

/** Everything that happened to an alert, oldest first. Pure but for the language. */
export function courseOf(story: AlertStory, clock: Clock): Entry[] {
  const entries: Entry[] = [{ at: Date.parse(story.since), of: 'alert', text: say('course.begin') }];
  let activations = 0;
  for (const step of story.steps) {
    activations += step.kind === 'activated' ? 1 : 0;
    entries.push(stepped(story, step, activations, clock));
  }
  story.calls.forEach((call) => entries.push(called(story, call)));
  story.deliveries.forEach((delivery) => entries.push(told(story, delivery, clock)));
  for (const window of story.maintenance) {
    entries.push({
      at: Date.parse(window.from),
      of: 'record',
      text: say('course.maintenance', { until: timeText(window.until, clock), by: nameOf(story, window.by) }),
      detail: window.reason,
    });
  }
  if (story.photo) {
    entries.push({ at: Date.parse(story.photo.at), of: 'record', text: say('course.photo', { by: nameOf(story, story.photo.by) }) });
  }
  if (story.report?.recorded && story.report.state !== 'waiting') {
    const state = say(`report.${story.report.state}`);
    entries.push({ at: Date.parse(story.report.recorded), of: 'record', text: say('course.report.recorded', { state }) });
  }
  return inOrder(entries);
}

/** What will happen if nobody does anything, the nearest first. Pure but for the language. */
export function aheadOf(story: AlertStory, now: number): Entry[] {
  const ahead: Entry[] = [];
  const add = (time: string | undefined, text: string) => {
    const at = time === undefined ? NaN : Date.parse(time);
    if (at > now) {
      ahead.push({ at, of: 'call', text });
    }
  };
  if (story.state === 'active') {
    const until = story.shelved && Date.parse(story.shelved.until) > now ? story.shelved.until : undefined;
    add(until, say('course.unshelves'));
    add(until ? undefined : story.lapses, say('course.lapses'));
  }
  add(story.report?.state === 'waiting' ? story.report.due : undefined, say('course.report.due'));
  return inOrder(ahead);
}

/** Of the same moment as they were put in: a call stands before the message that it caused. */
const inOrder = (entries: Entry[]) => entries.sort((a, b) => a.at - b.at);

const timeText = (at: string, clock: Clock) => clockTime(Date.parse(at), clock.now, clock.zone);

function stepped(story: AlertStory, step: Step, activations: number, clock: Clock): Entry {
  const by = nameOf(story, step.by ?? '');
  const at = Date.parse(step.at);
  const note = step.note ? { detail: step.note } : {};
  switch (step.kind) {
    case 'activated':
      return { at, of: 'alert', text: activations > 1 ? say('course.activated.again', { n: activations }) : say('course.activated') };
    case 'lapsed':
      return { at, of: 'alert', text: say('course.lapsed') };
    case 'recovered':
      return { at, of: 'good', text: say('course.recovered') };
    case 'shelved':
      return { at, of: 'person', text: say('course.shelved', { by, until: timeText(step.until ?? step.at, clock) }), ...note };
    case 'closed':
      return { at, of: 'good', text: say('course.closed', { by }), ...note };
    case 'acknowledged':
    case 'unshelved':
      return { at, of: 'person', text: say(`course.${step.kind}`, { by }), ...note };
  }
}

function called(story: AlertStory, call: Call): Entry {
  const who = call.person === undefined ? say('course.everybody') : nameOf(story, call.person);
  const telephone = call.person === undefined ? undefined : story.people[call.person]?.telephone;
  return {
    at: Date.parse(call.at),
    of: 'call',
    text: say(`course.call.${call.kind}`, { who }),
    detail: whyText(call.why, (id) => nameOf(story, id)),
    ...(telephone && { telephone }),
  };
}

function told(story: AlertStory, delivery: Delivery, clock: Clock): Entry {
  const to = [delivery.channel, ...(delivery.person ? [nameOf(story, delivery.person)] : [])].join(' · ');
  const n = delivery.attempts;
  const retry = delivery.next && say('course.delivery.retry', { n, time: timeText(delivery.next, clock) });
  return {
    at: Date.parse(delivery.sent ?? delivery.created),
    of: 'message',
    text: say(delivery.kind === 'recovered' ? 'course.delivery.recovered' : 'course.delivery.active', { to }),
    outcome: retry || say(`course.delivery.${delivery.state}`, { n }),
    failed: delivery.state === 'given-up' || retry !== undefined,
    ...(delivery.error && { detail: delivery.error }),
  };
}
