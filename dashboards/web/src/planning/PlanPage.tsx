import { useState } from 'preact/hooks';
import { AskDialog } from '../amend/AskDialog';
import { Changes, wordIn } from '../amend/Changes';
import { say as sayAmend } from '../amend/words';
import { askedText } from '../disinfection/day';
import { Freshness } from '../disinfection/Freshness';
import { useRead } from '../disinfection/useRead';
import { StateMark } from '../frame/Icon';
import { may } from '../session';
import { named, t } from '../words/words';
import { giveBack, plan, save } from './api';
import { whenText } from './keys';
import { PlanForm } from './PlanForm';
import { Slots } from './Slots';
import type { WholePlan } from './types';
import { say, sentences } from './words';

const AGAIN_MS = 30_000;

/** One plan, its next slots, and what people made of it. */
export function PlanPage({ id }: { id: string }) {
  const read = useRead(`plan ${id}`, () => plan(id), AGAIN_MS);
  const [asking, setAsking] = useState<'edit' | 'turn' | 'back' | ''>('');
  const [saved, setSaved] = useState(false);
  const shown = read.value;
  if (!shown) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const done = (after: WholePlan) => {
    read.set(after);
    setAsking('');
    setSaved(true);
  };
  if (asking === 'edit') {
    return (
      <PlanForm
        title={say('form.edit', { name: named(shown.areaName, shown.areaNameEn) })}
        original={shown.keys}
        version={shown.version}
        isNew={false}
        onSaved={done}
        onCancel={() => setAsking('')}
      />
    );
  }
  return (
    <>
      <a class="back" href="#/disinfection/plan">
        ‹ {say('nav.plans')}
      </a>
      <div class="head">
        <h1>
          {named(shown.areaName, shown.areaNameEn)} {!shown.on && <span class="tag">{say('ended')}</span>}
        </h1>
        {may('plan') && (
          <div class="acts">
            <button type="button" class="primary" onClick={() => setAsking('edit')} data-testid="plan-edit">
              {say('edit')}
            </button>
            <button type="button" onClick={() => setAsking('turn')} data-testid="plan-turn">
              {say(shown.on ? 'end' : 'resume')}
            </button>
            {shown.origin === 'page' && (
              <button type="button" onClick={() => setAsking('back')} data-testid="plan-back">
                {sayAmend(shown.inFile ? 'back' : 'delete')}
              </button>
            )}
          </div>
        )}
      </div>
      <p class="saved" role="status">
        {saved && say('saved')}
      </p>
      {shown.fileEdited && (
        <p class="card part noted">
          <StateMark state="warning" word={sayAmend('file.edited')} />
        </p>
      )}
      <section class="card part" data-testid="plan-facts">
        <p class="num">{whenText(shown)}</p>
        <p class="num">{askedText(shown)}</p>
        <p class="muted">
          <span class="code">{shown.id}</span> · {sayAmend(`origin.${shown.origin}`)}
        </p>
      </section>
      <Freshness read={read} />
      <section class="card part">
        <h2>{say('slots.title')}</h2>
        <Slots of={shown.slots} />
      </section>
      <Changes of={shown.changes} word={wordIn(sentences, 'form')} />
      {asking === 'turn' && (
        <AskDialog
          title={say(shown.on ? 'end' : 'resume')}
          lines={shown.on ? [say('end.ask')] : []}
          act={say(shown.on ? 'end' : 'resume')}
          does={() => save({ ...shown.keys, on: !shown.on }, shown.version)}
          onDone={done}
          onClose={() => setAsking('')}
        />
      )}
      {asking === 'back' && (
        <AskDialog
          title={sayAmend(shown.inFile ? 'back' : 'delete')}
          lines={[sayAmend(shown.inFile ? 'back.ask' : 'delete.ask')]}
          act={sayAmend(shown.inFile ? 'back' : 'delete')}
          does={() => giveBack(shown.id, shown.version)}
          onDone={({ inFile }) => {
            setAsking('');
            if (inFile) {
              read.again();
            } else {
              location.hash = '#/disinfection/plan';
            }
          }}
          onClose={() => setAsking('')}
        />
      )}
    </>
  );
}
