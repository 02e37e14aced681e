import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import type { Store } from '../../store/index.ts';
import { addMeta, readMeta, replaceMeta } from '../../store/repositories/meta.ts';
import { anyTable } from '../../store/rows.ts';
import { loadStateTables, type Queries } from '../../store/tables.ts';

/** How often the server that does the work changes the record, and how often the others look. */
const BEAT_MS = 2_000;
const LOOK_MS = 250;
/** For how long the record has to stay the same before another server goes on: the first one has died, or was frozen. */
const DEAD_MS = 15_000;

/** What the store knows of work that is done once, while it is new: its seed, its init hooks. */
interface WorkRecord {
  state: 'running' | 'done';
  /** The server that does it; empty if it failed. */
  owner: string;
  /** Counts, so that the record changes while its owner lives. */
  beat: number;
  /** The names of the steps that are done. */
  done: string[];
}

export interface ClaimOptions {
  store: Store;
  /** The name of the record, among the values of `meta`. */
  record: string;
  /** Names this server. */
  owner: string;
  /** Whether other servers may use the same store. */
  isShared: boolean;
  signal: AbortSignal;
  /** Called while another server does the work, with the steps that it has done. */
  onWait?(done: readonly string[]): void;
  deadMs?: number;
}

/** The right to do the work. */
export interface Claim {
  /** The names of the steps that are done, by whichever server. */
  readonly done: readonly string[];
  /** Aborts once another server has taken over, because this one stood still for too long. */
  readonly lost: AbortSignal;
  /** Records durably that a step is done. Throws if another server has taken over. */
  add(step: string): Promise<void>;
}

interface HeldClaim extends Claim {
  /** Ends the claim: all is done, or a step failed, and another server may try. Throws if another has taken over. */
  end(state: 'done' | 'failed'): Promise<void>;
}

/** Whether the work of a record is done. */
export const isDone = async ({ reads }: Pick<Store, 'reads'>, record: string): Promise<boolean> => {
  const text = await readMeta(reads, record);
  return text !== undefined && parse(text).state === 'done';
};

/**
 * Does work on a new store once: on one server, step by step, each recorded durably. After a server was killed or failed the next one
 * goes on, which `done` of its claim shows. Returns `done` if it is done already, `used` if the store had data before.
 */
export const doOnce = async (
  options: ClaimOptions,
  work: (claim: Claim) => Promise<void>,
): Promise<'did' | 'done' | 'used'> => {
  const claim = await claimWork(options);
  if (typeof claim === 'string') return claim;
  try {
    await work(claim);
  } catch (error) {
    // What failed is the error that counts.
    await claim.end('failed').catch(() => {});
    throw error;
  }
  await claim.end('done');
  return 'did';
};

/**
 * Claims the work, and waits while another server does it. No clock is compared with another's: who waits sees that the record
 * changes.
 */
const claimWork = async (options: ClaimOptions): Promise<HeldClaim | 'done' | 'used'> => {
  const { store, record: name, owner, isShared, signal, onWait, deadMs = DEAD_MS } = options;
  let seen = { text: '', at: 0 };
  for (;;) {
    signal.throwIfAborted();
    const text = await readOrAdd(store, name, owner);
    if (text === undefined) return 'used';
    const record = parse(text);
    if (record.state === 'done') return 'done';
    if (text !== seen.text) seen = { text, at: performance.now() };
    const isMine = record.owner === owner;
    if (isMine || record.owner === '' || !isShared || performance.now() - seen.at >= deadMs) {
      const taken = JSON.stringify({ ...record, owner, beat: record.beat + 1 });
      if (await replace(store, name, text, taken)) return hold(store, name, taken);
    } else {
      onWait?.(record.done);
      await sleep(LOOK_MS, undefined, { signal });
    }
  }
};

const parse = (text: string): WorkRecord => JSON.parse(text);

const replace = (store: Store, name: string, from: string, to: string): Promise<boolean> =>
  store.transaction((tx) => replaceMeta(tx, name, { from, to }));

/** Returns the record, which it adds to an empty store; undefined if the store is neither empty nor has one. */
const readOrAdd = async (store: Store, name: string, owner: string): Promise<string | undefined> => {
  const added = await store.transaction(async (tx) => {
    const found = await readMeta(tx, name);
    if (found !== undefined) return found;
    if (!(await isEmpty(tx))) return undefined;
    const text = JSON.stringify({ state: 'running', owner, beat: 0, done: [] } satisfies WorkRecord);
    return (await addMeta(tx, name, text)) ? text : undefined;
  });
  // Another server may have added it meanwhile, and its work may have made what is there.
  return added ?? readMeta(store.reads, name);
};

/** Whether a store has nothing but what a server writes at its start. */
export const isEmpty = async (rows: Queries): Promise<boolean> => {
  for (const { name, isWrittenAtStart } of await loadStateTables()) {
    if (isWrittenAtStart) continue;
    const row = await anyTable(rows).selectFrom(name).selectAll().limit(1).executeTakeFirst();
    if (row) return false;
  }
  return true;
};

const hold = (store: Store, name: string, text: string): HeldClaim => {
  const lost = new AbortController();
  let current = text;
  let last: Promise<unknown> = Promise.resolve();
  /** One change after another: each is from what the one before wrote. */
  const change = (next: (record: WorkRecord) => WorkRecord): Promise<void> => {
    const changing = last.then(async () => {
      const to = JSON.stringify(next(parse(current)));
      if (!(await replace(store, name, current, to))) {
        lost.abort(new Error('another server has taken over, because this one stood still for too long'));
      }
      lost.signal.throwIfAborted();
      current = to;
    });
    last = changing.catch(() => {});
    return changing;
  };
  const beats = setInterval(() => {
    // A database that is away for a moment: the next beat tries again.
    change((record) => ({ ...record, beat: record.beat + 1 })).catch(() => {});
  }, BEAT_MS);
  return {
    done: parse(text).done,
    lost: lost.signal,
    add: (step) => change((record) => ({ ...record, done: [...record.done, step] })),
    end: async (state) => {
      clearInterval(beats);
      await change((record) => ({
        ...record,
        owner: '',
        state: state === 'done' ? 'done' : 'running',
      }));
    },
  };
};
