import { useEffect, useState } from 'preact/hooks';
import type { Page } from './pages';
import type { Route } from './route';
import { t } from './words/words';

/** Fetches the code of a page, or of a part of one, once; a lost line is said plainly, with a way to try again. */
export function LaterPage({ name, load, at }: { name: string; load: () => Promise<Page>; at: Route }) {
  const [attempt, again] = useState(0);
  const [found, setFound] = useState<{ name: string; page: Page | null }>();
  useEffect(() => {
    let here = true;
    load().then(
      (page) => here && setFound({ name, page }),
      () => here && setFound({ name, page: null }),
    );
    return () => {
      here = false;
    };
  }, [name, attempt]);
  if (found?.name !== name) {
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
