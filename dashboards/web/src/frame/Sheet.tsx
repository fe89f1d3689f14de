import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './sheet.css';

interface Props {
  title: string;
  onClose: () => void;
  testId: string;
  children: ComponentChildren;
}

/** The browser's own modal: it keeps the focus inside, and Escape closes it. */
export function Sheet({ title, onClose, testId, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    // At once: a key that follows the one that opened it belongs to the dialog.
    dialog.current?.showModal();
    // Whoever opened it by keyboard goes on from there.
    return () => opener instanceof HTMLElement && opener.isConnected && opener.focus();
  }, []);
  return (
    <dialog ref={dialog} class="handle sheet" aria-labelledby={id} onClose={onClose} data-testid={testId}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
