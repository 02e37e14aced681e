import type { SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import { returnsRows } from './older-node.ts';
import type { SqliteRow } from './statements.ts';

/** A connection to a database in a thread of its own, so that what takes long there holds nobody up here. */
export interface ThreadConnection {
  /** Runs one statement. Rejects with the error of SQLite, with its `errcode`. */
  run(sql: string, parameters?: readonly unknown[]): Promise<ThreadResult>;
  /** Ends the thread after the statement that it runs. What was not committed is undone. */
  close(): Promise<void>;
}

/** Rows, or what a statement without rows changed. */
export type ThreadResult =
  | { readonly rows: SqliteRow[] }
  | { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };

interface Asked {
  sql: string;
  parameters: readonly unknown[];
  returnsRows: boolean;
}

type Answer = { result: ThreadResult } | { error: { message: string; errcode: number; code: string } };

/** A thread that is there while it is needed. */
export interface Thread extends ThreadConnection {
  /** To be called when nothing is needed of it at the moment: it ends, if that stays so. */
  rest(): void;
}

/** A thread takes some megabytes, and 20 ms to begin: who needs it again and again waits only once. */
const IDLE_MS = 10_000;

/** Creates a thread that begins with its first statement after it has ended. @param pragmas are run first. */
export const createThread = (file: string, pragmas: readonly string[]): Thread => {
  let thread: ThreadConnection | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const closing = thread;
    thread = undefined;
    await closing?.close();
  };
  return {
    run: (sql, parameters) => {
      clearTimeout(idle);
      thread ??= openThread(file, pragmas);
      return thread.run(sql, parameters);
    },
    rest: () => {
      clearTimeout(idle);
      idle = setTimeout(() => void close(), IDLE_MS).unref();
    },
    close,
  };
};

const openThread = (file: string, pragmas: readonly string[]): ThreadConnection => {
  // Its code is passed as text, so that it needs no file beside this one, whatever this was built into.
  const worker = new Worker(`(${serve.toString()})(require)`, {
    eval: true,
    execArgv: [],
    workerData: { file, pragmas },
  });
  worker.unref();
  const pending: PromiseWithResolvers<ThreadResult>[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of pending.splice(0)) reject(failure);
  };
  worker.on('message', (answer: Answer) => {
    const next = pending.shift();
    if ('result' in answer) next?.resolve(answer.result);
    else {
      const { message, ...codes } = answer.error;
      next?.reject(Object.assign(new Error(message), codes));
    }
    // A process that has nothing else to do waits for a statement.
    if (pending.length === 0) worker.unref();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread of the database ended.')));
  return {
    run: (sql, parameters = []) => {
      if (failure) return Promise.reject(failure);
      const answered = Promise.withResolvers<ThreadResult>();
      pending.push(answered);
      worker.ref();
      worker.postMessage({ sql, parameters, returnsRows: returnsRows(sql) } satisfies Asked);
      return answered.promise;
    },
    close: async () => {
      await worker.terminate();
    },
  };
};

/** What the thread runs. Uses nothing from outside, because only its text reaches the thread. */
const serve = (load: NodeJS.Require): void => {
  const { parentPort, workerData } = load('node:worker_threads') as typeof import('node:worker_threads');
  const { DatabaseSync } = load('node:sqlite') as typeof import('node:sqlite');
  const database = new DatabaseSync(workerData.file, { enableForeignKeyConstraints: false });
  for (const pragma of workerData.pragmas) database.exec(`PRAGMA ${pragma}`);
  const run = ({ sql, parameters, returnsRows: hasRows }: Asked): unknown => {
    const statement = database.prepare(sql);
    const values = parameters as SQLInputValue[];
    return hasRows ? { rows: statement.all(...values) } : statement.run(...values);
  };
  parentPort?.on('message', (asked: Asked) => {
    try {
      parentPort.postMessage({ result: run(asked) });
    } catch (error) {
      const { message, errcode, code } = error as Error & { errcode: number; code: string };
      parentPort.postMessage({ error: { message, errcode, code } });
    }
  });
};
