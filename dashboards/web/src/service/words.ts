import { saying, type Sentences } from '../words/part';

export const sentences = {
  'title': ['服务自检', 'The service itself'],
  'version': ['版本', 'Version'],
  'version.unknown': ['开发构建', 'a build without a version'],
  'started': ['启动', 'Started'],
  'state': ['现状', 'State'],
  'state.fine': ['各部分正常', 'all parts work'],
  'trouble.broker': ['消息服务连接中断：收不到网关的数据。', 'The line to the broker is away: no data comes from gateways.'],
  'trouble.store': ['数据库写入异常：告警照常，历史暂存在网关。', 'The store takes nothing: alerts go on, history waits at the gateways.'],
  'trouble.journal': ['业务数据库中断：登录和登记暂不可用。', 'The journal is away: logins and entries wait.'],
  'trouble.watch': ['规则判断停顿：请重启服务。', 'Rules are not judged: restart the service.'],
  'trouble.notice': ['通知停顿：请重启服务。', 'Nobody is told: restart the service.'],
  'trouble.other': ['异常：{name}', 'Trouble: {name}'],
  'canary': ['每日告警自检', 'Test of alerting each day'],
  'canary.off': ['没有配置：campus.yaml 里写 canary: 后，每天早上自动走一遍告警的全程。', 'Not configured: with canary: in campus.yaml the whole way of an alert is tried each morning.'],
  'canary.at': ['每天 {at}，应在 {within} 内走完', 'each day at {at}, within {within}'],
  'canary.never': ['还没有跑过。', 'It has not run yet.'],
  'canary.passed': ['{day} 通过：{stages}', '{day}: passed. {stages}'],
  'canary.under-way': ['{day} 正在进行：等待{stage}', '{day}: under way, waiting for {stage}'],
  'canary.failed': ['{day} 没有通过，卡在{stage}。告警可能送不到：查看服务日志和该渠道。', '{day}: failed at {stage}. Alerts may not arrive: see the log and that channel.'],
  'stage.broker': ['消息服务', 'the broker'],
  'stage.watch': ['规则判断', 'the rules'],
  'stage.call': ['呼叫', 'the call'],
  'stage.channel': ['通知渠道', 'the channel'],
  'stage.done': ['完成', 'the end'],
  'after': ['{stage} {seconds} 秒', '{stage} after {seconds} s'],
  'beat': ['对外心跳', 'Sign of life to the outside'],
  'beat.off': ['没有配置：本服务整个停掉时，外面没有人知道。在 ingest-service.yaml 写 heartbeat:。', 'Not configured: nobody outside would know if this service stopped. Write heartbeat: in ingest-service.yaml.'],
  'beat.to': ['发往 {to}，每 {every}', 'to {to}, every {every}'],
  'beat.taken': ['最近一次对方收到', 'Last taken'],
  'beat.tried': ['最近一次发送', 'Last tried'],
  'beat.held': ['因自身异常有意停发：{by}', 'held back on purpose: {by}'],
  'beat.error': ['没有送到：{why}', 'not taken: {why}'],
  'never': ['还没有', 'not yet'],
  'join': ['，', ', '],
} as const satisfies Sentences<string>;

export type Key = keyof typeof sentences;
export const say = saying(sentences);

/** What the service names; a word that this page does not know shows itself. */
export function sayOf(prefix: 'trouble' | 'stage', id: string): string {
  const key = `${prefix}.${id}`;
  return Object.hasOwn(sentences, key) ? say(key as Key) : prefix === 'trouble' ? say('trouble.other', { name: id }) : id;
}
