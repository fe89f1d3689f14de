import { lang, switchLanguage, t } from '../words/words';

/** Shows the other language by its own name, marked as that language. */
export function LanguageSwitch() {
  return (
    <button
      type="button"
      class="quiet"
      data-testid="lang"
      lang={lang.value === 'en' ? 'zh-CN' : 'en'}
      title={t('lang.label')}
      onClick={switchLanguage}
    >
      {t('lang.other')}
    </button>
  );
}
