import { LockTimeoutError } from './errors.ts';

interface Waiter {
  readonly resolve: () => void;
  gaveUp: boolean;
  timer: NodeJS.Timeout | undefined;
  next: Waiter | undefined;
}

const AT_ONCE = Promise.resolve();

/** A mutex with a FIFO queue. */
export class WriterLock {
  #isHeld = false;
  #first: Waiter | undefined;
  #last: Waiter | undefined;

  /** Whether the lock is held. If it is free, nothing waits for it either. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /**
   * Waits for the lock. The holder must call `release` once, or all others wait for ever.
   *
   * @param patienceMs timeout of waiting; Infinity for none.
   * @throws LockTimeoutError after the timeout.
   */
  acquire(patienceMs: number): Promise<void> {
    if (this.#isHeld) return this.#wait(patienceMs);
    this.#isHeld = true;
    return AT_ONCE;
  }

  /** Passes the lock to the longest waiter. */
  release(): void {
    const waiter = this.#first;
    if (waiter === undefined) {
      this.#isHeld = false;
      return;
    }
    this.#first = waiter.next;
    this.#dropThoseWhoGaveUp();
    clearTimeout(waiter.timer);
    waiter.resolve();
  }

  #dropThoseWhoGaveUp(): void {
    while (this.#first?.gaveUp) this.#first = this.#first.next;
    if (this.#first === undefined) this.#last = undefined;
  }

  #wait(patienceMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { resolve, gaveUp: false, timer: undefined, next: undefined };
      if (patienceMs !== Number.POSITIVE_INFINITY) {
        waiter.timer = setTimeout(() => {
          waiter.gaveUp = true;
          this.#dropThoseWhoGaveUp();
          reject(new LockTimeoutError(patienceMs));
        }, patienceMs);
      }
      if (this.#last === undefined) this.#first = waiter;
      else this.#last.next = waiter;
      this.#last = waiter;
    });
  }
}
