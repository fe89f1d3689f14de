import { saying, type Sentences } from '../words/part';

export const sentences = {
  opening: ['正在连接…', 'Connecting…'],
  unreachable: ['连接不上服务，正在重试', 'The service does not answer. Trying again'],
  revoked: ['这块屏幕的密钥无效、已过期或已被撤销', 'The key of this screen is wrong, has expired or was revoked'],
  stranger: ['这块屏幕还没有登录', 'This screen is not logged in'],
  remedy: [
    '请管理员在“设置 · 访问密钥”中新建一个大屏密钥，然后打开 /wall?token=…',
    'An administrator makes a new wall token under Settings, Tokens; then open /wall?token=…',
  ],
  login: ['或者先登录', 'Or log in first'],
  more: ['另有 {n} 项', '{n} more'],
  areas: ['区域', 'Areas'],
  page: ['第 {n} / {all} 页', 'Page {n} of {all}'],
  held: ['有严重告警，不翻页；另有 {n} 处', 'Held still: a critical alert is active; {n} more places'],
  quiet: ['没有需要关注的事项', 'Nothing needs attention'],
  claimed: ['{by} 已确认', 'Acknowledged by {by}'],
  unclaimed: ['未确认', 'Unacknowledged'],
  for: ['已 {duration}', 'for {duration}'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
