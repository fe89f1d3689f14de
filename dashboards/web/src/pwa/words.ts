import { saying, type Sentences } from '../words/part';

export const sentences = {
  'newer': ['服务已更新，这个页面还是旧版本。', 'The service was updated; this page is still the old one.'],
  'reload': ['重新载入', 'Reload'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
