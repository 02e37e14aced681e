import type { Operator } from '../operator/action.ts';
import { SEED_RECORD } from '../store/tables/meta.ts';
import { type ClaimOptions, doOnce, isEmpty } from './init/claim.ts';
import { checkSeed, isState, performSteps, type Seed, StepError } from './steps.ts';

/**
 * Plants a seed in an empty store, once: of several servers that start concurrently, one does, and the others wait. After a server was
 * killed the next one goes on, with the action that was not recorded as done. Throws an Error that says what is wrong with the seed;
 * what the actions before have made then stays, and they are not performed again.
 */
export const plantSeed = async (
  seed: Seed,
  operatorOf: () => Operator,
  options: Omit<ClaimOptions, 'record' | 'onWait'>,
): Promise<void> => {
  await doOnce({ ...options, record: SEED_RECORD }, async (claim) => {
    const steps = checkSeed(seed);
    // An import is one transaction, so one that is there is whole. Again, it would delete what was made since.
    if (isState(steps) && !(await isEmpty(options.store.reads))) return;
    await performSteps(steps, operatorOf, claim);
  }).catch((error) => {
    if (!(error instanceof StepError)) throw error;
    throw new Error(`The seed cannot be planted, because of ${error.message}`);
  });
};
