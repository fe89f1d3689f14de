import { useId, useState } from 'preact/hooks';
import { placeText } from '../format/place';
import { campus } from '../live/stream';
import { named, t } from '../words/words';
import { assign, sprayers } from './api';
import { clock } from './day';
import { Freshness } from './Freshness';
import { useRead } from './useRead';
import { say } from './words';

const AGAIN_MS = 60_000;

/** Where the code at a door leads: says which portable sprayer has been brought here. */
export function HerePage({ site, area, code }: { site: string; area: string; code: string }) {
  const read = useRead('sprayers', sprayers, AGAIN_MS);
  const [failure, setFailure] = useState('');
  const [done, setDone] = useState('');
  const id = useId();
  const place = placeText(campus.value, site, area);
  if (!read.value) {
    return read.failure ? <Freshness read={read} /> : <p class="waiting">{t('app.loading')}</p>;
  }
  const portable = read.value.sprayers.filter((s) => s.portable && s.site === site);
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const answer = await assign(text('sprayer'), area, code, { person: text('person'), pin: text('pin') });
    setFailure(answer.ok ? '' : answer.status === 0 ? say('unreachable') : answer.detail);
    if (answer.ok) {
      const of = portable.find((s) => s.id === answer.value.sprayer);
      const sprayer = of ? named(of.name, of.nameEn) : answer.value.sprayer;
      setDone(say('here.done', { sprayer, area: place, time: clock(answer.value.until) }));
    }
  };
  return (
    <section class="disinfection here">
      <h1>{say('here.title', { area: place })}</h1>
      {portable.length === 0 ? (
        <p>{say('here.none')}</p>
      ) : (
        <form class="card block" onSubmit={(e) => void submit(e)}>
          <label for={`${id}-sprayer`}>{say('here.which')}</label>
          <select id={`${id}-sprayer`} name="sprayer">
            {portable.map((s) => (
              <option key={s.id} value={s.id}>
                {named(s.name, s.nameEn)}
              </option>
            ))}
          </select>
          <label for={`${id}-person`}>{say('form.person')}</label>
          <input id={`${id}-person`} name="person" maxLength={200} required />
          <label for={`${id}-pin`}>{say('form.pin')}</label>
          <input id={`${id}-pin`} name="pin" type="password" inputMode="numeric" autoComplete="off" />
          <p class="failure" role="alert">
            {failure}
          </p>
          <p role="status">{done}</p>
          <button type="submit" class="primary">
            {say('here.submit')}
          </button>
        </form>
      )}
    </section>
  );
}
