import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  onClose: () => void;
  testid: string;
  children: ComponentChildren;
}

/** A modal one: the browser keeps the focus in it, and gives it back to where it was. */
export function Dialog({ title, onClose, testid, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <dialog ref={dialog} class="handle gw-dialog" aria-labelledby={id} onClose={onClose} data-testid={testid}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
