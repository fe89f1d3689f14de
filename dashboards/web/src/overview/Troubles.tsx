import { Icon } from '../frame/Icon';
import { t, type Key } from '../words/words';

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
            {name === 'store' || name === 'broker' || name === 'journal'
              ? t(`trouble.${name}` satisfies Key)
              : t('trouble.other', { name })}
          </span>
        </li>
      ))}
    </ul>
  );
}
