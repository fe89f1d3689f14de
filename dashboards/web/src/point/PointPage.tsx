import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api/http';
import type { Point } from '../api/types';
import { campus } from '../live/stream';
import { pointLink, type Route } from '../route';
import { t } from '../words/words';
import { pointById, type PointDetail } from './api';
import { CoverageCard } from './CoverageCard';
import { FactsCard } from './FactsCard';
import { HistoryCard } from './HistoryCard';
import { useHistory } from './load';
import { marksOf } from './marks';
import { MarksList } from './MarksList';
import { pointName } from './place';
import './point.css';
import { PointHero } from './PointHero';
import { queryOf, rangeOf, type Range } from './range';
import { RulesCard } from './RulesCard';
import { say } from './words';

/** Rules, instruments and retirements change rarely. */
const AGAIN_MS = 30_000;

/** One point: its value of now, its history, and what there is to know about it. */
export function PointPage({ at }: { at: Route }) {
  const zone = campus.value?.timezone;
  return (
    <article class="point-page">
      <a class="back" href="#/">
        ‹ {say('back')}
      </a>
      {zone === undefined ? <p class="muted">{say('loading')}</p> : <Known key={at.id} at={at} zone={zone} />}
    </article>
  );
}

function Known({ at, zone }: { at: Route; zone: string }) {
  const { id } = at;
  const answer = useSignal<Answer<PointDetail> | null>(null);
  const range = useSignal<Range>(rangeOf(at.query));
  useEffect(() => {
    range.value = rangeOf(at.query);
  }, [at.query.toString()]);
  const load = async () => {
    const next = await pointById(id);
    // What was read stays readable while the service is away; the banner says that it may be old.
    if (next.ok || next.status === 404 || !answer.peek()?.ok) {
      answer.value = next;
    }
  };
  useEffect(() => {
    void load();
    const timer = window.setInterval(() => void load(), AGAIN_MS);
    return () => window.clearInterval(timer);
  }, []);
  const seen = useRef(false);
  const live = campus.value?.points.get(id);
  const got = answer.value;
  const detail = got?.ok ? got.value : null;
  seen.current ||= detail !== null;
  const history = useHistory(id, (detail ?? live)?.everyMs ?? null, range.value);

  if (got?.ok === false || history.value.gone) {
    const lost = history.value.gone || (got?.ok === false && (got.status === 404 || got.status === 400));
    return <Missing id={id} gone={seen.current} detail={lost ? null : got?.ok === false ? got.detail : ''} onAgain={() => void load()} />;
  }
  if (detail === null) {
    return <p class="muted">{say('loading')}</p>;
  }
  const choose = (next: Range) => {
    range.value = next;
    // Not a new place: the page stays where it was scrolled to.
    window.history.replaceState(null, '', `${pointLink(id)}?${queryOf(next)}`);
  };
  return <Loaded detail={detail} live={live ?? detail} zone={zone} range={range.value} history={history.value} onRange={choose} />;
}

interface LoadedProps {
  detail: PointDetail;
  live: Point;
  zone: string;
  range: Range;
  history: ReturnType<typeof useHistory>['value'];
  onRange: (range: Range) => void;
}

function Loaded({ detail, live, zone, range, history, onRange }: LoadedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    document.title = `${pointName(campus.value, detail)} · ${t('app.name')}`;
  });
  const happened = history.data?.marks ?? null;
  return (
    <div class="point-parts" data-testid={`point-page-${detail.id}`}>
      <PointHero detail={detail} live={live} zone={zone} heading={heading} />
      <HistoryCard detail={detail} range={range} loaded={history} zone={zone} onRange={onRange} />
      {happened?.ok && <MarksList marks={marksOf(happened.value)} complete={happened.value.complete} zone={zone} />}
      {happened?.ok === false && (
        <p class="failure marks" role="alert">
          {say('marks.failed', { detail: happened.detail })}
        </p>
      )}
      <RulesCard rules={detail.watchedBy} of={detail} />
      <CoverageCard id={detail.id} zone={zone} />
      <FactsCard point={detail} zone={zone} />
    </div>
  );
}

interface MissingProps {
  id: string;
  gone: boolean;
  /** Null when there is no such point; else why it could not be read. */
  detail: string | null;
  onAgain: () => void;
}

function Missing({ id, gone, detail, onAgain }: MissingProps) {
  return (
    <section class="card part" role="alert" data-testid="point-missing">
      <p class="failure">{detail === null ? say(gone ? 'gone' : 'missing', { id }) : say('failed', { detail })}</p>
      <p>
        <a href="#/">{say('missing.way')}</a>
      </p>
      <button type="button" onClick={onAgain}>
        {say('again')}
      </button>
    </section>
  );
}
