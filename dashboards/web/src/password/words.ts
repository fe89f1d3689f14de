import { saying, type Sentences } from '../words/part';

export const sentences = {
  'first.title': ['请设置新密码', 'Choose a new password'],
  'first.why': [
    '您用的是别人为您生成的临时密码，它只能用来设置新密码。',
    'You logged in with a password that was made up for you. It is good for choosing one of your own only.',
  ],
  'current': ['当前密码', 'Current password'],
  'next': ['新密码', 'New password'],
  'again': ['再输入一次新密码', 'New password once more'],
  'rule': [
    '至少 10 个字符。几个不相干的词连起来又长又好记；不必混用大小写和符号，也不会定期要求更换。',
    'At least 10 characters. A few unrelated words are long and easy to keep; no mixture of signs is asked for, and none grows old.',
  ],
  'submit': ['修改密码', 'Change password'],
  'wait': ['正在修改…', 'Changing…'],
  'done': ['密码已修改。您在别处的登录都已退出。', 'The password is changed. Your other logins have ended.'],
  'empty': ['请填写全部三项。', 'Fill in all three.'],
  'different': ['两次输入的新密码不一致。', 'The two new passwords differ.'],
  'password-wrong': ['当前密码不正确。', 'The current password is wrong.'],
  'password-same': ['新密码和当前密码相同。', 'The new password is the current one.'],
  'password-short': ['太短：至少 10 个字符。', 'Too short: at least 10 characters.'],
  'password-long': ['太长：最多 72 字节（一个汉字占 3 字节）。', 'Too long: at most 72 bytes.'],
  'password-common': ['这是最先会被猜到的密码之一，请换一个。', 'That is one that everybody tries first. Choose another.'],
  'password-name': ['密码里不要包含用户名或姓名。', 'Leave your name out of the password.'],
  'toomany': ['尝试次数过多，请一分钟后再试。', 'Too many attempts. Wait a minute before the next one.'],
  'failed': ['没有成功：{detail}', 'Not done: {detail}'],
  'unreachable': ['没有成功：连接不上服务，请稍后再试。', 'Not done: the service does not answer. Try again later.'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
