import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { alertById, type Answer } from '../api/http';
import type { AlertWithDeliveries } from '../api/types';
import { placeText } from '../format/place';
import { campus } from '../live/stream';
import { alertName } from '../overview/AlertRow';
import { t } from '../words/words';
import { ActButtons } from './ActButtons';
import { AlertFacts } from './AlertFacts';
import { AlertHero } from './AlertHero';
import { Told } from './Told';

/** Deliveries change without the alert: look again while the page is open. */
const AGAIN_MS = 5000;

/** One alert, made for a phone: what, where, what to do, who was told; two buttons under the thumb. */
export function AlertPage({ id }: { id: string }) {
  const answer = useSignal<Answer<AlertWithDeliveries> | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const load = async () => {
    const next = await alertById(id);
    // What was read stays readable while the service is away; the banner says that it may be old.
    if (next.ok || !answer.peek()?.ok) {
      answer.value = next;
    }
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
      <a class="back" href="#/">
        ‹ {t('page.back')}
      </a>
      {answer.value === null && <p class="muted">{t('page.loading')}</p>}
      {answer.value?.ok === false && (
        <p class="failure" role="alert">
          {answer.value.status === 404 ? t('page.missing', { id }) : t('page.failed', { detail: answer.value.detail })}
        </p>
      )}
      {answer.value?.ok && <Loaded alert={answer.value.value} heading={heading} onDone={() => void load()} />}
    </article>
  );
}

interface LoadedProps {
  alert: AlertWithDeliveries;
  heading: { current: HTMLHeadingElement | null };
  onDone: () => void;
}

function Loaded({ alert, heading, onDone }: LoadedProps) {
  const what = placeText(campus.value, alert.site, alert.area) + t('join') + alertName(alert);
  useEffect(() => {
    document.title = `${alertName(alert)} · ${t('app.name')}`;
  });
  return (
    <div data-testid={`alert-${alert.id}`} data-state={alert.state}>
      <AlertHero alert={alert} heading={heading} />
      <AlertFacts alert={alert} />
      <Told alert={alert} />
      {alert.state !== 'closed' && (
        <div class="thumb">
          <ActButtons alerts={[alert]} what={what} onDone={onDone} />
        </div>
      )}
    </div>
  );
}
