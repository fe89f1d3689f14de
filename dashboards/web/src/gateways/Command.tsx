import { useSignal } from '@preact/signals';
import { say } from './words';

/** A line for a terminal, with a button that copies it. */
export function Command({ line }: { line: string }) {
  const said = useSignal('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line);
      said.value = say('prov.copied');
    } catch {
      // Without TLS a browser gives no clipboard.
      said.value = say('prov.copy.not');
    }
  };
  return (
    <div class="command">
      <code class="code">{line}</code>
      <button type="button" class="quiet" onClick={() => void copy()}>
        {say('prov.copy')}
      </button>
      <span role="status" class="muted">
        {said.value}
      </span>
    </div>
  );
}
