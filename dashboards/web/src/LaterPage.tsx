import { useEffect, useState } from 'preact/hooks';
import type { Page } from './pages';
import { laterPages } from './pages';
import type { Route } from './route';
import { t } from './words/words';

/** Fetches a page's code once; a lost line is said plainly, with a way to try again. */
export function LaterPage({ at }: { at: Route }) {
  const [attempt, again] = useState(0);
  const [found, setFound] = useState<{ name: string; page: Page | null }>();
  useEffect(() => {
    let here = true;
    laterPages[at.page]?.().then(
      (page) => here && setFound({ name: at.page, page }),
      () => here && setFound({ name: at.page, page: null }),
    );
    return () => {
      here = false;
    };
  }, [at.page, attempt]);
  if (found?.name !== at.page) {
    return <p class="waiting">{t('app.loading')}</p>;
  }
  const Found = found.page;
  return Found ? (
    <Found at={at} />
  ) : (
    <div class="waiting" role="alert">
      <p>{t('app.notfetched')}</p>
      <button type="button" class="primary" onClick={() => again(attempt + 1)}>
        {t('app.again')}
      </button>
    </div>
  );
}
