import { performance } from '../../flow/real-time.ts';
import type { CommitFailedError } from './errors.ts';

/** When a batch commits even if others wait to join it. */
export interface BatchLimits {
  /** Number of transactions. */
  readonly batchSize: number;
  /** Bytes of values that were written, because a COMMIT takes the longer the more there is. */
  readonly batchBytes: number;
  /** Age, to limit the latency of its first transaction. */
  readonly batchAgeMs: number;
}

/** What a transaction waits for that has ended, and is durable once its batch is. */
export interface Outcome {
  readonly resolve: () => void;
  readonly reject: (error: CommitFailedError) => void;
}

/** The transactions that one COMMIT makes durable, while they gather. */
export class Batch {
  readonly #limits: BatchLimits;
  #outcomes: Outcome[] = [];
  #began = 0;
  #bytes = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  begin(): void {
    this.#began = performance.now();
    this.#bytes = 0;
  }

  /** Notes what a statement writes, roughly: its texts and bytes. */
  written(parameters: readonly unknown[]): void {
    for (const value of parameters)
      if (typeof value === 'string' || value instanceof Uint8Array) this.#bytes += value.length;
  }

  add(outcome: Outcome): void {
    this.#outcomes.push(outcome);
  }

  isDue(): boolean {
    const { batchSize, batchBytes, batchAgeMs } = this.#limits;
    return (
      this.#outcomes.length >= batchSize ||
      this.#bytes >= batchBytes ||
      performance.now() - this.#began >= batchAgeMs
    );
  }

  /** Returns its transactions, and is empty then. */
  take(): Outcome[] {
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    return outcomes;
  }
}
