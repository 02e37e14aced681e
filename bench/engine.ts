import type { Services } from '../src/changes/work.ts';
import { openControls } from '../src/controls/controls.ts';
import { createEmbeddedJobs } from '../src/jobs/embedded.ts';
import { systemClock } from '../src/kit/flow/clock.ts';
import { createSignal } from '../src/kit/flow/signal.ts';
import { newSealKey } from '../src/kit/service/seal.ts';
import type { OperationName } from '../src/model/contract.ts';
import { createArns, randomIds } from '../src/model/identifiers.ts';
import { loadOperations } from '../src/operations/index.ts';
import { createPageTokens } from '../src/operations/page-tokens.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { createTaskEnds } from '../src/store/task-ends.ts';
import { runTask } from '../src/tasks/run-task.ts';
import { PARTNER } from './http.ts';

/** The server without its HTTP: handlers, store and task engine, called from this process. */
export interface Engine {
  call<Answer>(operation: OperationName, input: object): Promise<Answer>;
  close(): Promise<void>;
}

/** `observe` may put itself between the engine and its store. */
export const openEngine = async (
  folder: string,
  observe = (store: Store): Store => store,
): Promise<Engine> => {
  const [opened, operations] = await Promise.all([openStore({ folder }), loadOperations()]);
  const store = observe(opened);
  const controls = await openControls(opened, systemClock);
  const { clock } = controls;
  const ids = randomIds;
  const fail = (error: unknown): never => {
    throw error;
  };
  const jobs = createEmbeddedJobs({ store, clock, ids, onError: fail });
  const region = 'us-east-1';
  const recorded = createSignal();
  const services: Services = {
    store,
    jobs,
    clock,
    controls,
    ids,
    region,
    recorded,
    taskEnds: createTaskEnds(opened),
    sandboxSolution: true,
    arns: createArns(region),
  };
  const pageTokens = createPageTokens(newSealKey());
  const giveUp = async () => {};
  jobs.start({
    'run-task': { run: (key) => runTask(services, key), giveUp },
    'expire-invitation': { run: async () => {}, giveUp },
    'review-opportunity': { run: async () => {}, giveUp },
  });
  return {
    call: async <Answer>(operation: OperationName, input: object): Promise<Answer> => {
      const now = clock.now();
      const answer = await operations.get(operation)?.handle(input as never, {
        account: PARTNER,
        now,
        services,
        pageTokens,
        taskWait: controls.taskWait,
        reads: store.reads,
        transaction: (work) => store.transaction((tx) => work({ tx, now, services })),
      });
      return answer as Answer;
    },
    close: async () => {
      await jobs.stop();
      await store.close();
    },
  };
};
