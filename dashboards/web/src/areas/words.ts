import { saying, type Sentences } from '../words/part';

export const sentences = {
  'title': ['区域与责任部门', 'Areas and owners'],
  'what': ['写在 campus.yaml 里，改后重启服务。', 'They stand in campus.yaml; restart the service after a change.'],
  'sum': ['{n} 个区域，{m} 个没有责任部门', '{n} {n|area|areas}, {m} without an owner'],
  'col.area': ['区域', 'Area'],
  'col.owner': ['责任部门', 'Owner'],
  'col.people': ['联系人', 'People'],
  'col.points': ['测点', 'Points'],
  'unexpected': ['未登记', 'unexpected'],
  'none': ['没有责任部门', 'nobody answers for it'],
  'nobody': ['部门没有登记人员', 'the department lists nobody'],
  'points': ['{n} 个', '{n}'],
  'points.more': ['{n} 个，其中 {m} 个未登记', '{n}, {m} of them unexpected'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
