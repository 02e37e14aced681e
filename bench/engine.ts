import { destination, pino } from 'pino';
import { systemClock } from '../src/kit/flow/clock.ts';
import type { OperationName } from '../src/model/contract.ts';
import { type Ids, randomIds } from '../src/model/identifiers.ts';
import { loadOperations } from '../src/operations/index.ts';
import { openEngine as openServerEngine } from '../src/server/engine.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { PARTNER } from './http.ts';

/** The server without HTTP, called in this process. */
export interface Engine {
  call<Answer>(operation: OperationName, input: object): Promise<Answer>;
  close(): Promise<void>;
}

/** Opens an engine. `observe` may wrap its store. */
export const openEngine = async (
  folder: string,
  observe = (store: Store): Store => store,
  ids: Ids = randomIds,
): Promise<Engine> => {
  const operations = await loadOperations();
  const engine = await openServerEngine({
    location: { folder },
    region: 'us-east-1',
    clock: systemClock,
    ids,
    log: pino({ level: 'error' }, destination(2)),
    accounts: [],
    openStore: async (location) => observe(await openStore(location)),
  });
  await engine.start();
  return {
    call: async <Answer>(name: OperationName, input: object): Promise<Answer> =>
      (await operations.get(name)?.handle(input as never, engine.callOf(PARTNER))) as Answer,
    close: () => engine.close(),
  };
};
