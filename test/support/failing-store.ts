import type { Interceptor } from '../../src/kit/sql/intercept.ts';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';

/** Makes statements fail on demand, before the database gets them. */
export interface FailingStore {
  /** Opens the store; pass it to the server as a part. */
  openStore(location: StoreLocation): Promise<Store>;
  /** The next `times` statements of this name fail, e.g. `insert opportunities`, after `passing` that do not, and then no more. */
  failNext(times: number, statement: string, error?: Error, passing?: number): void;
  /** After `count` statements, every further one fails, as if the process were dead. */
  dieAfter(count: number): void;
  /** Number of statements, including failed ones. */
  readonly count: number;
  /** Number of failed statements. */
  readonly failures: number;
}

export const failingStore = (): FailingStore => {
  const planned: { times: number; statement: string; error: Error; passing: number }[] = [];
  let count = 0;
  let failures = 0;
  let diesAt = Number.POSITIVE_INFINITY;
  const fail = (error: Error): never => {
    failures += 1;
    throw error;
  };
  const interceptor: Interceptor = async ({ sql }, run) => {
    count += 1;
    if (count > diesAt) fail(new Error('The process is dead'));
    const name = nameOf(sql);
    const failure = planned.find(({ times, statement }) => times > 0 && statement === name);
    if (failure && failure.passing > 0) failure.passing -= 1;
    else if (failure) {
      failure.times -= 1;
      fail(failure.error);
    }
    return run();
  };
  return {
    get count() {
      return count;
    },
    get failures() {
      return failures;
    },
    failNext: (
      times,
      statement,
      error = new Error(`${statement} failed: the test wants it`),
      passing = 0,
    ) => {
      planned.push({ times, statement, error, passing });
    },
    dieAfter: (statements) => {
      diesAt = count + statements;
    },
    openStore: (location) => openStore(location, { interceptor }),
  };
};

/** SQLite's error for a duplicate key. */
export const uniqueViolation = (): Error =>
  Object.assign(new Error('UNIQUE constraint failed'), { errcode: 1555 });

/** Returns the verb and the first table of a statement: `insert events`. */
const nameOf = (sql: string): string => {
  const [, verb = '', table = ''] =
    /^(insert|update|delete|select)\b(?:.*?\b(?:into|from))? "(\w+)"/.exec(sql) ?? [];
  return `${verb} ${table}`;
};
