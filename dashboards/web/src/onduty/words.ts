import { saying, type Sentences } from '../words/part';

export const sentences = {
  title: ['当前值班', 'On duty now'],
  officer: ['值班员', 'Duty officer'],
  backup: ['备班', 'Backup'],
  leader: ['带班领导', 'Leader'],
  until: ['{name}，至 {time}', '{name}, until {time}'],
  vacant: ['空缺', 'Nobody'],
  nobody: ['现在无人值班', 'Nobody is on duty'],
  next: ['下一次变动 {time}', 'next change at {time}'],
  norota: ['没有值班表：告警只发到通知渠道', 'No rota: alerts go to the channels only'],
  call: ['打电话给 {name}：{telephone}', 'Call {name}: {telephone}'],
  contacts: ['应急联系人', 'Emergency contacts'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
