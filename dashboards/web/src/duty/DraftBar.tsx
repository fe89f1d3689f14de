import { say } from './words';

/** What was changed and not saved stays in sight until it is saved or dropped. */
export function DraftBar({ count, onReview, onDrop }: { count: number; onReview: () => void; onDrop: () => void }) {
  return (
    <div class="draft-bar" role="region" aria-label={say('draft.count', { n: count })}>
      <p role="status">{say('draft.count', { n: count })}</p>
      <div class="acts">
        <button type="button" class="primary" onClick={onReview} data-testid="draft-review">
          {say('draft.review')}
        </button>
        <button type="button" onClick={onDrop} data-testid="draft-drop">
          {say('draft.drop')}
        </button>
      </div>
    </div>
  );
}
