import { TurnTimeoutError } from './errors.ts';

interface Waiter {
  readonly resolve: () => void;
  gaveUp: boolean;
  timer: NodeJS.Timeout | undefined;
  next: Waiter | undefined;
}

const AT_ONCE = Promise.resolve();

/** One turn at a time, strictly first come, first served. */
export class Turns {
  #taken = false;
  #first: Waiter | undefined;
  #last: Waiter | undefined;

  /** Whether somebody has the turn; while nobody has it, nobody waits either. */
  get taken(): boolean {
    return this.#taken;
  }

  /**
   * Waits for the turn. Who gets it must call `pass` once, or everybody behind waits.
   *
   * @param patience milliseconds after which to give up waiting, Infinity for never.
   * @throws TurnTimeoutError when they are over.
   */
  take(patience: number): Promise<void> {
    if (this.#taken) return this.#wait(patience);
    this.#taken = true;
    return AT_ONCE;
  }

  /** Gives the turn to the one who waits longest. */
  pass(): void {
    const waiter = this.#first;
    if (waiter === undefined) {
      this.#taken = false;
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

  #wait(patience: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { resolve, gaveUp: false, timer: undefined, next: undefined };
      if (patience !== Number.POSITIVE_INFINITY) {
        waiter.timer = setTimeout(() => {
          waiter.gaveUp = true;
          this.#dropThoseWhoGaveUp();
          reject(new TurnTimeoutError(patience));
        }, patience);
      }
      if (this.#last === undefined) this.#first = waiter;
      else this.#last.next = waiter;
      this.#last = waiter;
    });
  }
}
