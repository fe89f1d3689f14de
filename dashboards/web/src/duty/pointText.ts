import type { Point } from '../api/types';
import { deviceOf, placeText, quantityText } from '../format/place';
import { campus } from '../live/stream';

/** A point as people call it; one that is not known shows its id. */
export const pointText = (point: Point | undefined, id: string): string =>
  point ? `${placeText(campus.value, point.site, point.area)} · ${quantityText(point.quantity)} · ${deviceOf(point.id)}` : id;
