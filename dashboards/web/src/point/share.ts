import { t } from '../words/words';

/** A share of 1 in percent; small ones keep a decimal. */
export const shareText = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

export const switchWord = (quantity: string, value: number) =>
  t(`value.${quantity}.${value >= 0.5 ? 'on' : 'off'}` as 'value.fault.on');
