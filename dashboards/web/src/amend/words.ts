import { saying, type Sentences } from '../words/part';

export const sentences = {
  'origin.campus': ['校园文件', 'Campus file'],
  'origin.page': ['在此页修改', 'Changed here'],
  'file.edited': [
    '校园文件里的这一条在页面修改之后又变过。现在仍按页面上的执行。',
    'The file was edited after this was changed here. What is written here still holds.',
  ],
  unread: [
    '下面的改动没有生效，校园文件里的仍在使用。请改正，或恢复文件里的内容。',
    'These changes do not hold; what is in the file does. Correct them, or return to the file.',
  ],
  back: ['恢复文件里的内容', 'Return to the file\'s version'],
  'back.ask': ['页面上的修改不再生效，改用校园文件里的内容。记录仍保留。', 'What was changed here holds no more; the campus file does. The record stays.'],
  delete: ['删除', 'Delete'],
  'delete.ask': ['校园文件里没有这一条，删除后不再存在。记录仍保留。', 'The campus file has none of that id: it is gone after this. The record stays.'],
  working: ['正在处理…', 'Working…'],
  cancel: ['取消', 'Cancel'],
  refused: ['没有保存：{detail}', 'Not saved: {detail}'],
  conflict: ['别人刚刚改过。请重新打开再改。', 'Somebody changed it meanwhile. Open it again, then change it.'],
  unreachable: ['服务没有应答', 'the service does not answer'],
  'history.title': ['修改记录', 'Changes'],
  'history.none': ['没有在此页修改过。', 'It was never changed here.'],
  'history.by': ['{by}，{time}', 'by {by}, {time}'],
  'history.back': ['恢复为文件里的内容', 'Returned to the file\'s version'],
  'history.same': ['与当时的文件相同', 'The same as the file then'],
  'history.diff': ['{key}：{before} → {after}', '{key}: {before} → {after}'],
  'history.empty': ['（无）', '(none)'],
} as const satisfies Sentences<string>;
export const say = saying(sentences);
