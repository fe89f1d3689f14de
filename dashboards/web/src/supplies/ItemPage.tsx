import { useState } from 'preact/hooks';
import { AskDialog } from '../amend/AskDialog';
import { Changes, wordIn } from '../amend/Changes';
import { say as sayAmend } from '../amend/words';
import { Freshness } from '../disinfection/Freshness';
import { useRead } from '../disinfection/useRead';
import { StateMark } from '../frame/Icon';
import { may } from '../session';
import { named, t } from '../words/words';
import { giveBack, item, save } from './api';
import { Books } from './Books';
import { ItemForm } from './ItemForm';
import { MoveDialog } from './MoveDialog';
import { moment } from './stock';
import { MoveButtons, StockFacts } from './SupplyList';
import type { Line, MoveKind, WholeItem } from './types';
import { say, sentences } from './words';

const AGAIN_MS = 15_000;
/** The service says it in the list; here the same. */
const MEAN_DAYS = 14;

type Asking = { what: MoveKind | 'correct'; line?: Line } | { what: 'back' | 'turn' | 'edit' } | null;

/** One item: how it stands, its books, and what people made of it. */
export function ItemPage({ id }: { id: string }) {
  const read = useRead(`supply ${id}`, () => item(id), AGAIN_MS);
  const [asking, setAsking] = useState<Asking>(null);
  const [saved, setSaved] = useState('');
  const shown = read.value;
  if (!shown) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const done = (word: string) => (after: WholeItem) => {
    read.set(after);
    setAsking(null);
    setSaved(word);
  };
  if (asking?.what === 'edit') {
    return (
      <ItemForm
        title={say('item.edit', { name: named(shown.name, shown.nameEn) })}
        original={shown.keys}
        version={shown.version}
        isNew={false}
        onSaved={done(say('saved.item'))}
        onCancel={() => setAsking(null)}
      />
    );
  }
  return (
    <>
      <a class="back" href="#/supplies">
        ‹ {say('nav.back')}
      </a>
      <div class="head">
        <h1>{named(shown.name, shown.nameEn)}</h1>
        {may('plan') && <PlanButtons item={shown} onAsk={(what) => setAsking({ what })} />}
      </div>
      <p class="saved" role="status">
        {saved}
      </p>
      {shown.fileEdited && (
        <p class="card part noted">
          <StateMark state="warning" word={sayAmend('file.edited')} />
        </p>
      )}
      <section class="card part" data-testid="supply-facts">
        {shown.on ? <StockFacts item={shown} meanDays={MEAN_DAYS} /> : <p>{say('ended')}</p>}
        {shown.counted && <p class="muted num">{say('counted', { time: moment(shown.counted) })}</p>}
        {shown.on && may('act') && <MoveButtons item={shown} onMove={(what) => setAsking({ what })} />}
      </section>
      <Freshness read={read} />
      <Books of={shown} onCorrect={(line) => setAsking({ what: 'correct', line })} />
      <Changes of={shown.changes} word={wordIn(sentences, 'item')} />
      {asking && (asking.what === 'in' || asking.what === 'out' || asking.what === 'count' || asking.what === 'correct') && (
        <MoveDialog
          item={shown}
          kind={asking.what}
          {...('line' in asking && asking.line ? { line: asking.line } : {})}
          onDone={done(say('saved.in'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'turn' && (
        <AskDialog
          title={say(shown.on ? 'act.end' : 'act.resume')}
          lines={shown.on ? [say('end.ask')] : []}
          act={say(shown.on ? 'act.end' : 'act.resume')}
          does={() => save({ ...shown.keys, on: !shown.on }, shown.version)}
          onDone={done(say('saved.item'))}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'back' && (
        <AskDialog
          title={sayAmend(shown.inFile ? 'back' : 'delete')}
          lines={[sayAmend(shown.inFile ? 'back.ask' : 'delete.ask')]}
          act={sayAmend(shown.inFile ? 'back' : 'delete')}
          does={() => giveBack(shown.id, shown.version)}
          onDone={({ inFile }) => {
            setAsking(null);
            if (inFile) {
              read.again();
            } else {
              location.hash = '#/supplies';
            }
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function PlanButtons({ item: shown, onAsk }: { item: WholeItem; onAsk: (what: 'edit' | 'turn' | 'back') => void }) {
  return (
    <div class="acts">
      <button type="button" onClick={() => onAsk('edit')} data-testid="item-edit">
        {say('act.edit')}
      </button>
      <button type="button" onClick={() => onAsk('turn')} data-testid="item-turn">
        {say(shown.on ? 'act.end' : 'act.resume')}
      </button>
      {shown.origin === 'page' && (
        <button type="button" onClick={() => onAsk('back')} data-testid="item-back">
          {sayAmend(shown.inFile ? 'back' : 'delete')}
        </button>
      )}
    </div>
  );
}
