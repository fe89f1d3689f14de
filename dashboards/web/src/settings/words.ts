import { saying, type Sentences } from '../words/part';

export const sentences = {
  'sections': ['设置的各部分', 'Parts of the settings'],
  'none': ['这里没有您可以设置的内容：地址有误，或您的角色没有权限。', 'Nothing here that you can set: the address is wrong, or your role does not allow it.'],
  'self.title': ['我的账号', 'My account'],
  'self.language': ['语言', 'Language'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
