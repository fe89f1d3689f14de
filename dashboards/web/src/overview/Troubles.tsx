import { Icon } from '../frame/Icon';
import { t, type Key } from '../words/words';

const KNOWN = ['store', 'broker', 'journal', 'watch', 'notice'] as const;

/** Whether the page has words of its own for it. */
export const isKnown = (name: string): name is (typeof KNOWN)[number] => KNOWN.some((known) => known === name);

/** The service's own trouble, in words and with the remedy. */
export function Troubles({ names }: { names: readonly string[] }) {
  if (names.length === 0) {
    return null;
  }
  return (
    <ul class="troubles" data-testid="troubles">
      {names.map((name) => (
        <li key={name} class="card is-warning">
          <Icon state="warning" />
          <span>
            {isKnown(name)
              ? t(`trouble.${name}` satisfies Key)
              : t('trouble.other', { name })}
          </span>
        </li>
      ))}
    </ul>
  );
}
