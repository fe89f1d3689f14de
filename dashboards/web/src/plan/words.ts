import { saying, type Sentences } from '../words/part';

export const sentences = {
  which: ['平面图', 'Floor plan'],
  whole: ['{site}（全校区）', '{site}, the whole site'],
  none: ['还没有平面图', 'no plan yet'],
  picture: ['{name}的平面图', 'Floor plan of {name}'],
  empty: ['图上还没有测点', 'No point lies on it yet'],
  edit: ['编辑平面图', 'Edit the plan'],
  upload: ['上传图片', 'Upload a picture'],
  replace: ['换一张图片', 'Replace the picture'],
  kinds: ['PNG、JPEG 或 WebP，最大 2 MiB', 'PNG, JPEG or WebP, at most 2 MiB'],
  toolarge: ['没有上传：图片有 {size}，最大 2 MiB。请缩小后再传。', 'Not uploaded: the picture has {size}, at most 2 MiB. Make it smaller first.'],
  notpicture: ['没有上传：这不是 PNG、JPEG 或 WebP 图片。', 'Not uploaded: this is no PNG, JPEG or WebP picture.'],
  failed: ['没有完成：{detail}', 'Not done: {detail}'],
  unreachable: ['没有完成：连接不上服务，请重试。', 'Not done: the service does not answer. Try again.'],
  how: [
    '拖动测点，或选中后用方向键移动（按住 Shift 走大步），按 Delete 移走。',
    'Drag a point, or choose it and use the arrow keys (with Shift in larger steps); Delete takes it away.',
  ],
  unplaced: ['不在图上的测点', 'Points that are not on it'],
  allplaced: ['全部测点都在图上', 'All points are on it'],
  place: ['放到图上', 'Place on plan'],
  placeLabel: ['放到图上：{name}', 'Place on plan: {name}'],
  save: ['保存', 'Save'],
  cancel: ['取消', 'Cancel'],
  remove: ['删除平面图', 'Delete the plan'],
  sure: ['图片和图上 {n} 个位置都会删除。', 'The picture and {n} {n|place|places} on it will be gone.'],
  really: ['确定删除', 'Delete it'],
  moved: ['{name}：左起 {x} %，上起 {y} %', '{name}: {x} % from the left, {y} % from above'],
  gone: ['{name}已从图上移走', '{name} was taken away'],
} as const satisfies Sentences<string>;

export const say = saying(sentences);
