import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api/http';
import type { AlertStory } from '../api/types';
import { placeText } from '../format/place';
import { exactTime } from '../format/time';
import { campus, now, serverNow } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { t } from '../words/words';
import { ActButtons } from './ActButtons';
import { Advice, AlertFacts } from './AlertFacts';
import { AlertHero } from './AlertHero';
import { alertById } from './api';
import { Course } from './Course';
import { ownKept } from './KeptBar';
import { Phones } from './Phones';
import { PhotoCard } from './PhotoCard';
import { ReportCard } from './ReportCard';
import { Shelving } from './Shelving';
import { say } from './words';

/** Deliveries change without the alert: look again while the page is open. */
const AGAIN_MS = 5000;

/** One alert, made for a phone: what, where, what to do, who was told; two buttons under the thumb. */
export function AlertPage({ id }: { id: string }) {
  const answer = useSignal<Answer<AlertStory> | null>(null);
  /** Why what is shown could not be read again; empty when it was. */
  const old = useSignal('');
  const readAt = useSignal(0);
  const heading = useRef<HTMLHeadingElement>(null);

  const load = async () => {
    const next = await alertById(id);
    // What was read stays readable while the service is away, with a word that it is old.
    if (next.ok || next.status === 404 || !answer.peek()?.ok) {
      answer.value = next;
      readAt.value = Date.now();
    }
    old.value = next.ok ? '' : next.status === 0 ? say('unreachable') : next.detail;
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [id]);
  // What changed in the live list shows here within a second, too.
  const seen = useRef<string | undefined>(undefined);
  useSignalEffect(() => {
    const live = JSON.stringify(campus.value?.alerts.find((a) => a.id === id));
    if (seen.current !== undefined && seen.current !== live) {
      void load();
    }
    seen.current = live ?? 'gone';
  });
  const loaded = answer.value?.ok;
  useEffect(() => {
    if (loaded) {
      heading.current?.focus();
    }
  }, [loaded]);

  return (
    <article class="alert-page">
      <a class="back" href="#/alerts">
        ‹ {say('list')}
      </a>
      {answer.value === null && <p class="muted">{t('page.loading')}</p>}
      {answer.value?.ok === false && (
        <p class="failure" role="alert" data-testid="alert-missing">
          {answer.value.status === 404 ? t('page.missing', { id }) : t('page.failed', { detail: answer.value.detail })}
        </p>
      )}
      {answer.value?.ok && old.value && (
        <p class="stale" role="status">
          {say('stale', { time: exactTime(readAt.value, now.value, campus.value?.timezone ?? 'UTC'), detail: old.value })}
        </p>
      )}
      {answer.value?.ok && <Loaded story={answer.value.value} heading={heading} onDone={() => void load()} />}
    </article>
  );
}

interface LoadedProps {
  story: AlertStory;
  heading: { current: HTMLHeadingElement | null };
  onDone: () => void;
}

function Loaded({ story, heading, onDone }: LoadedProps) {
  const what = placeText(campus.value, story.site, story.area) + t('join') + alertName(story);
  const lapsed = story.state === 'active' && story.lapses !== undefined && Date.parse(story.lapses) <= serverNow.value;
  const waiting = ownKept.value.some((k) => k.alert === story.id);
  useEffect(() => {
    document.title = `${alertName(story)} · ${t('app.name')}`;
  });
  return (
    <div class="sides" data-testid={`alert-${story.id}`} data-state={story.state}>
      <AlertHero alert={story} heading={heading} />
      <Advice alert={story} />
      <div class="tale">
        <Phones site={story.site} />
        <Course story={story} />
      </div>
      <ReportCard story={story} />
      <PhotoCard story={story} onDone={onDone} />
      {story.state === 'active' && story.kind !== 'drill' && (
        <section class="card part" aria-labelledby="more-title">
          <h2 id="more-title">{say('more.title')}</h2>
          <Shelving story={story} what={what} onDone={onDone} />
        </section>
      )}
      <AlertFacts alert={story} />
      {(story.state !== 'closed' || waiting) && (
        <div class="thumb">
          <ActButtons alerts={[story]} what={what} lapsed={lapsed} onDone={onDone} />
        </div>
      )}
    </div>
  );
}
