import { saying, type Sentences } from '../words/part';

export const sentences = {
  'reading': ['正在读取…', 'Reading …'],
  'read': ['{time} 读取', 'read at {time}'],
  'failed': ['刷新没有成功：{why}', 'Could not be read again: {why}'],
  'away': ['连接不上服务', 'the service does not answer'],
  'again': ['重新读取', 'Read again'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
