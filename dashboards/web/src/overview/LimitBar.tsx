import { scaleOf } from './scale';

interface Props {
  value: number;
  limit: number;
  upper: boolean;
  unit: string;
}

/** Where the value lies against its limit; the text beside it says the same. */
export function LimitBar({ value, limit, upper, unit }: Props) {
  const scale = scaleOf(value, limit, upper, unit);
  const allowed = upper ? { left: '0', width: `${scale.limit}%` } : { left: `${scale.limit}%`, right: '0' };
  return (
    <div class="bar" aria-hidden="true">
      <div class="allowed" style={allowed} />
      <div class="limit" style={{ left: `${scale.limit}%` }} />
      <div class="needle" style={{ left: `${scale.value}%` }} />
    </div>
  );
}
