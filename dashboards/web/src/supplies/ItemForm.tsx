import { useState } from 'preact/hooks';
import { failureText } from '../amend/AskDialog';
import { say as sayAmend } from '../amend/words';
import { campus } from '../live/stream';
import { ChoiceField, TextField } from '../rules/fields';
import { named } from '../words/words';
import { save } from './api';
import { itemLink } from './SupplyList';
import type { ItemKeys, WholeItem } from './types';
import { say } from './words';

interface Props {
  title: string;
  original: ItemKeys;
  version: number;
  isNew: boolean;
  onSaved: (item: WholeItem) => void;
  onCancel: () => void;
}

/** An item that no file has. */
export function NewItem() {
  return (
    <ItemForm
      title={say('item.new')}
      original={{ id: '' }}
      version={0}
      isNew
      onSaved={(item) => (location.hash = itemLink(item.id))}
      onCancel={() => (location.hash = '#/supplies')}
    />
  );
}

const TEXTS = ['id', 'site', 'name', 'name-en', 'unit', 'unit-en', 'agent', 'area'] as const;
const NUMBERS = ['minimum', 'strength'] as const;
type Field = (typeof TEXTS)[number] | (typeof NUMBERS)[number];

export function ItemForm({ title, original, version, isNew, onSaved, onCancel }: Props) {
  const sites = campus.value?.sites ?? [];
  const [text, setText] = useState<Record<string, string>>(() => {
    const held: Record<string, string> = { site: original.site ?? sites[0]?.id ?? '' };
    [...TEXTS, ...NUMBERS].forEach((key) => original[key] !== undefined && (held[key] = String(original[key])));
    return held;
  });
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const field = (name: Field) => ({
    label: say(`item.${name}`),
    value: text[name] ?? '',
    onChange: (value: string) => setText({ ...text, [name]: value }),
    testId: `item-${name}`,
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await save(keysOf(text, original), version);
    setBusy(false);
    if (answer.ok) {
      onSaved(answer.value);
    } else {
      setFailure(failureText(answer));
    }
  };
  const areas = sites.find((s) => s.id === text.site)?.areas ?? [];
  return (
    <form class="sets" onSubmit={(e) => void submit(e)} noValidate data-testid="item-form">
      <h1>{title}</h1>
      <fieldset class="card part">
        {isNew && <TextField {...field('id')} />}
        {isNew && <ChoiceField {...field('site')} options={sites.map((s) => [s.id, named(s.name, s.nameEn)] as const)} />}
        <TextField {...field('name')} />
        <TextField {...field('name-en')} />
        <TextField {...field('unit')} />
        <TextField {...field('unit-en')} />
        <TextField {...field('minimum')} numeric />
        <ChoiceField {...field('area')} options={[['', say('item.area.none')], ...areas.map((a) => [a.path, named(a.name, a.nameEn)] as const)]} />
        <TextField {...field('agent')} hint={say('item.agent.hint')} />
        <TextField {...field('strength')} hint={say('item.strength.hint')} numeric />
      </fieldset>
      <div>
        <p class="failure" role="alert">
          {failure}
        </p>
        <div class="acts">
          <button type="submit" class="primary" disabled={busy} data-testid="item-save">
            {busy ? sayAmend('working') : say('item.save')}
          </button>
          <button type="button" onClick={onCancel}>
            {sayAmend('cancel')}
          </button>
        </div>
      </div>
    </form>
  );
}

/** What a field holds no longer is left out; a number that is none goes as it is, so that the service says what is wrong. */
function keysOf(text: Record<string, string>, original: ItemKeys): ItemKeys {
  const keys: Record<string, unknown> = { id: (text.id ?? '').trim() };
  if (original.on !== undefined) {
    keys.on = original.on;
  }
  TEXTS.forEach((key) => text[key]?.trim() && (keys[key] = text[key]?.trim()));
  NUMBERS.forEach((key) => {
    const value = text[key]?.trim();
    if (value) {
      keys[key] = Number.isFinite(Number(value)) ? Number(value) : value;
    }
  });
  return keys as unknown as ItemKeys;
}
