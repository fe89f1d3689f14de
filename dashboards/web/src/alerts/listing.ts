import { batch, signal } from '@preact/signals';
import type { Alert } from '../api/types';
import { alertPage, PAGE_SIZE } from './api';
import { say } from './words';

/** The service gives at most so many at once. */
const MOST = 500;

/** One list as far as it was read, page after page. Confined to its page. */
export class Listing {
  readonly alerts = signal<readonly Alert[] | null>(null);
  readonly total = signal(0);
  readonly next = signal<string | undefined>(undefined);
  readonly readAt = signal(0);
  /** Why the last reading failed; empty when it did not. */
  readonly failure = signal('');
  readonly busy = signal(false);
  private query = new URLSearchParams();
  /** Answers of an earlier question are of no use. */
  private asking = 0;

  /** Begins anew with other filters. */
  begin(query: URLSearchParams): void {
    if (query.toString() !== this.query.toString() || this.alerts.peek() === null) {
      this.query = query;
      this.alerts.value = null;
    }
    void this.refresh();
  }

  /** Reads again as much as is shown. */
  async refresh(): Promise<void> {
    const shown = this.alerts.peek()?.length ?? 0;
    await this.read(undefined, Math.min(MOST, Math.max(PAGE_SIZE, shown)));
  }

  async more(): Promise<void> {
    await this.read(this.next.peek(), PAGE_SIZE);
  }

  private async read(after: string | undefined, limit: number): Promise<void> {
    const mine = ++this.asking;
    this.busy.value = true;
    const answer = await alertPage(this.query, after, limit);
    if (mine !== this.asking) {
      return;
    }
    batch(() => {
      this.busy.value = false;
      this.failure.value = answer.ok ? '' : answer.status === 0 ? say('unreachable') : answer.detail;
      if (answer.ok) {
        const before = after ? (this.alerts.peek() ?? []) : [];
        this.alerts.value = [...before, ...answer.value.alerts];
        this.total.value = answer.value.total;
        this.next.value = answer.value.next;
        this.readAt.value = Date.now();
      }
    });
  }
}
