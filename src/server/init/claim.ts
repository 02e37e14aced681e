import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import type { Store } from '../../store/index.ts';
import { addMeta, readMeta, replaceMeta } from '../../store/repositories/meta.ts';
import { INIT_RECORD } from '../../store/tables/meta.ts';
import { isEmpty } from '../seed.ts';

/** How often the server that runs the hooks changes the record, and how often the others look. */
const BEAT_MS = 2_000;
const LOOK_MS = 250;
/** For how long the record has to stay the same before another server goes on: the first one has died, or was frozen. */
const DEAD_MS = 15_000;

/** What the store knows of its hooks. */
interface InitRecord {
  state: 'running' | 'done';
  /** The server that runs them; empty if it failed. */
  owner: string;
  /** Counts, so that the record changes while its owner lives. */
  beat: number;
  /** The names of the hooks that have run. */
  done: string[];
}

export interface ClaimOptions {
  store: Store;
  /** Names this server. */
  owner: string;
  /** Whether other servers may use the same store. */
  isShared: boolean;
  signal: AbortSignal;
  /** Called while another server runs the hooks, with those that it has run. */
  onWait(done: readonly string[]): void;
  deadMs?: number;
}

/** The right to run the hooks of a store. */
export interface Claim {
  readonly done: readonly string[];
  /** Aborts once another server has taken over, because this one stood still for too long. */
  readonly lost: AbortSignal;
  /** Records durably that a hook has run. Throws if another server has taken over. */
  add(hook: string): Promise<void>;
  /** Ends the claim: all have run, or one failed, and another server may try. Throws if another has taken over. */
  end(state: 'done' | 'failed'): Promise<void>;
}

/** Whether the hooks of a store have run. */
export const hooksHaveRun = async ({ reads }: Pick<Store, 'reads'>): Promise<boolean> => {
  const text = await readMeta(reads, INIT_RECORD);
  return text !== undefined && parse(text).state === 'done';
};

/**
 * Claims to run the hooks of a new store, and waits while another server runs them. Returns `done` once they have run, `used` if the
 * store had data before. No clock is compared with another's: who waits sees that the record changes.
 */
export const claimHooks = async (options: ClaimOptions): Promise<Claim | 'done' | 'used'> => {
  const { store, owner, isShared, signal, onWait, deadMs = DEAD_MS } = options;
  let seen = { text: '', at: 0 };
  for (;;) {
    signal.throwIfAborted();
    const text = await readOrAdd(store, owner);
    if (text === undefined) return 'used';
    const record = parse(text);
    if (record.state === 'done') return 'done';
    if (text !== seen.text) seen = { text, at: performance.now() };
    const isMine = record.owner === owner;
    if (isMine || record.owner === '' || !isShared || performance.now() - seen.at >= deadMs) {
      const taken = JSON.stringify({ ...record, owner, beat: record.beat + 1 });
      if (await replace(store, text, taken)) return hold(store, taken);
    } else {
      onWait(record.done);
      await sleep(LOOK_MS, undefined, { signal });
    }
  }
};

const parse = (text: string): InitRecord => JSON.parse(text);

const replace = (store: Store, from: string, to: string): Promise<boolean> =>
  store.transaction((tx) => replaceMeta(tx, INIT_RECORD, { from, to }));

/** Returns the record, which it adds to an empty store; undefined if the store is neither empty nor has one. */
const readOrAdd = async (store: Store, owner: string): Promise<string | undefined> => {
  const added = await store.transaction(async (tx) => {
    const found = await readMeta(tx, INIT_RECORD);
    if (found !== undefined) return found;
    if (!(await isEmpty(tx))) return undefined;
    const text = JSON.stringify({ state: 'running', owner, beat: 0, done: [] } satisfies InitRecord);
    return (await addMeta(tx, INIT_RECORD, text)) ? text : undefined;
  });
  // Another server may have added it meanwhile, and its hooks may have made what is there.
  return added ?? readMeta(store.reads, INIT_RECORD);
};

const hold = (store: Store, text: string): Claim => {
  const lost = new AbortController();
  let current = text;
  let last: Promise<unknown> = Promise.resolve();
  /** One change after another: each is from what the one before wrote. */
  const change = (next: (record: InitRecord) => InitRecord): Promise<void> => {
    const changing = last.then(async () => {
      const to = JSON.stringify(next(parse(current)));
      if (!(await replace(store, current, to))) {
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
    add: (hook) => change((record) => ({ ...record, done: [...record.done, hook] })),
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
