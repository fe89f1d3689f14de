import { Dialog } from './Dialog';
import { say } from './words';

interface Props {
  title: string;
  what: string;
  act: string;
  onAct: () => void;
  onCancel: () => void;
}

/** Asks before something that cuts a gateway off. */
export function Confirm({ title, what, act, onAct, onCancel }: Props) {
  return (
    <Dialog title={title} onClose={onCancel} testid="confirm">
      <p>{what}</p>
      <div class="acts">
        <button type="button" class="primary" onClick={onAct} data-testid="confirm-act">
          {act}
        </button>
        <button type="button" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
