import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { campus } from '../live/stream';
import { named, t, type Key } from '../words/words';
import { ruleNames } from './api';
import { filterLink, FLAGS, narrowed, NO_FILTERS, SEVERITIES, type Filters } from './filters';
import { say } from './words';

/** Typing asks the service when the fingers rest. */
const REST_MS = 300;

export function FilterBar({ filters }: { filters: Filters }) {
  const go = (change: Partial<Filters>) => {
    // Not a step for the back button: that leads out of the list and not through each letter.
    location.replace(filterLink({ ...filters, ...change }));
  };
  const typing = useRef(0);
  const n = narrowed(filters);
  const toggled = (all: readonly string[], one: string) => (all.includes(one) ? all.filter((x) => x !== one) : [...all, one]);
  return (
    <div class="filters">
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={say('search')}
          placeholder={say('search.hint')}
          maxLength={200}
          defaultValue={filters.q}
          data-testid="search"
          onInput={(event) => {
            const q = event.currentTarget.value;
            window.clearTimeout(typing.current);
            typing.current = window.setTimeout(() => go({ q }), REST_MS);
          }}
        />
      </form>
      <details class={n > 0 ? 'card some' : 'card'}>
        <summary data-testid="filters">{n > 0 ? say('filter.some', { n }) : say('filter.title')}</summary>
        <div class="fields">
          <fieldset class="choices">
            <legend>{say('filter.severity')}</legend>
            {SEVERITIES.map((one) => (
              <Check key={one} checked={filters.severity.includes(one)} word={t(`state.${one}` as Key)} name={`severity-${one}`} onChange={() => go({ severity: toggled(filters.severity, one) })} />
            ))}
          </fieldset>
          <fieldset class="choices">
            <legend>{say('filter.handled')}</legend>
            {FLAGS.map((one) => (
              <Check
                key={one}
                checked={filters.flags.includes(one)}
                word={say(`filter.${one}`)}
                name={one}
                onChange={() => go({ flags: FLAGS.filter((f) => toggled(filters.flags, one).includes(f)) })}
              />
            ))}
          </fieldset>
          <Places value={filters.place} onChange={(place) => go({ place })} />
          <Rules value={filters.rule} onChange={(rule) => go({ rule })} />
          <label>
            {say('filter.from')}
            <input type="datetime-local" value={filters.from} onChange={(event) => go({ from: event.currentTarget.value })} />
          </label>
          <label>
            {say('filter.to')}
            <input type="datetime-local" value={filters.to} onChange={(event) => go({ to: event.currentTarget.value })} />
          </label>
          {n > 0 && (
            <a class="button" href={filterLink({ ...NO_FILTERS, tab: filters.tab, q: filters.q })}>
              {say('filter.clear')}
            </a>
          )}
        </div>
      </details>
    </div>
  );
}

function Check({ checked, word, name, onChange }: { checked: boolean; word: string; name: string; onChange: () => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} data-testid={`filter-${name}`} onChange={onChange} />
      <span>{word}</span>
    </label>
  );
}

function Places({ value, onChange }: { value: string; onChange: (place: string) => void }) {
  const sites = campus.value?.sites ?? [];
  return (
    <label>
      {say('filter.place')}
      <select value={value} data-testid="filter-place" onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{say('filter.place.any')}</option>
        {sites.map((site) => (
          <optgroup key={site.id} label={named(site.name, site.nameEn)}>
            <option value={site.id}>{say('filter.place.site', { site: named(site.name, site.nameEn) })}</option>
            {site.areas.map((area) => (
              <option key={area.path} value={`${site.id}/${area.path}`}>
                {named(area.name, area.nameEn)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function Rules({ value, onChange }: { value: string; onChange: (rule: string) => void }) {
  const rules = useSignal<readonly { id: string; name: string; nameEn: string }[]>([]);
  useEffect(() => {
    void ruleNames().then((answer) => answer.ok && (rules.value = answer.value.rules));
  }, []);
  // A rule of the address is shown, whether it is there any more or not.
  const missing = value && !rules.value.some((r) => r.id === value);
  return (
    <label>
      {say('filter.rule')}
      <select value={value} data-testid="filter-rule" onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{say('filter.rule.any')}</option>
        {missing && <option value={value}>{value}</option>}
        {rules.value.map((rule) => (
          <option key={rule.id} value={rule.id}>
            {named(rule.name, rule.nameEn) || rule.id}
          </option>
        ))}
      </select>
    </label>
  );
}
