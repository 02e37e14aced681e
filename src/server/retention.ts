import type { Controls } from '../controls/controls.ts';
import { once } from '../kit/flow/once.ts';
import { clearTimeout, setTimeout } from '../kit/flow/real-time.ts';
import type { Jobs } from '../kit/queue/jobs.ts';
import type { Store } from '../store/index.ts';
import type { Deleted, Retention } from '../store/retention/retention.ts';
import type { RetentionSetting } from '../store/retention/settings.ts';
import type { Queries } from '../store/tables.ts';

/** The retention of a server, loaded with its first pass, a minute after the start. */
export interface LazyRetention {
  load(): Promise<Retention>;
  /** What this server has deleted since its start, by option; nothing before its first pass. */
  readonly deleted: Deleted;
  start(): void;
  stop(): Promise<void>;
}

/** How long after the start the first pass is. */
const FIRST_PASS_MS = 60_000;

export interface RetentionParts {
  store: Store;
  controls: Pick<Controls, 'clock'>;
  setting: RetentionSetting | undefined;
  isShared: boolean;
  onError(error: unknown): void;
  deleteGivenUp: Jobs<Queries>['deleteGivenUp'];
}

export const openRetention = ({ controls, setting, ...parts }: RetentionParts): LazyRetention => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let loaded: Promise<Retention> | undefined;
  let current: Retention | undefined;
  const create = once(async () => {
    const [{ createRetention }, { readRetention }] = await Promise.all([
      import('../store/retention/retention.ts'),
      import('../store/retention/settings.ts'),
    ]);
    current = createRetention({ ...parts, clock: controls.clock, kept: await readRetention(setting) });
    return current;
  });
  const load = (): Promise<Retention> => {
    loaded ??= create();
    return loaded;
  };
  const begin = async (): Promise<void> => {
    const retention = await load();
    if (isStopped) return;
    retention.start();
  };
  return {
    load,
    get deleted() {
      return current?.deleted ?? {};
    },
    start: () => {
      if (setting === 'off') return;
      timer = setTimeout(() => void begin().catch(parts.onError), FIRST_PASS_MS).unref();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await (await loaded)?.stop();
    },
  };
};
