import type { Names } from './checks';
import { findingText, remedyText } from './findingText';
import { Icon } from '../frame/Icon';
import type { Finding, Plan, ShiftsPreview } from './types';
import { say } from './words';

interface Props {
  preview: ShiftsPreview;
  plan: Plan;
  names: Names;
  known: readonly Finding[];
}

/** Each change as before and after; below, what would be wrong and is not yet. */
export function Previewed({ preview, plan, names, known }: Props) {
  const fresh = preview.findings.filter((f) => !known.some((k) => k.kind === f.kind && k.detail === f.detail && k.place === f.place));
  if (preview.changes.length === 0) {
    return <p>{say('review.none')}</p>;
  }
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label={say('review.caption')}>
        <table class="plain" data-testid="duty-changes">
          <caption class="unseen">{say('review.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('review.where')}</th>
              <th scope="col">{say('review.role')}</th>
              <th scope="col">{say('review.before')}</th>
              <th scope="col">{say('review.after')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.changes.map((c) => (
              <tr key={`${c.date}${c.shift}${c.role}`}>
                <th scope="row" class="num">
                  {c.date} {plan.shifts.find((k) => k.shift === c.shift)?.name ?? c.shift}
                </th>
                <td>{say(`role.${c.role}`)}</td>
                <td>{c.before ? names(c.before.id) : say('nobody')}</td>
                <td>
                  <b>{c.after ? names(c.after.id) : say('review.torota')}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fresh.length > 0 && (
        <div class="fresh-findings">
          <h3>{say('review.new')}</h3>
          <ul>
            {fresh.map((f) => (
              <li key={f.kind + f.detail}>
                <span class="mark is-warning">
                  <Icon state="warning" />
                  {findingText(f, plan, names)}
                </span>
                <span class="muted">{remedyText(f)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
