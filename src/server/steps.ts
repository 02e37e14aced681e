import { ServiceError } from '../kit/service/errors.ts';
import type { Operator } from '../operator/action.ts';

/** What a store begins with: an exported state, or actions to perform in order. */
export type Seed = SeedState | readonly SeedAction[];

/** The result of `state.export`. */
export interface SeedState {
  format: number;
  schema: readonly string[];
  tables: object;
}

/** The name of an action and its input. */
export interface SeedAction {
  action: string;
  with?: object;
}

/** Why an action could not be performed, and which one. */
export class StepError extends Error {
  /** Its number from 0; undefined if it is about the whole document. */
  readonly index: number | undefined;

  constructor(message: string, index?: number) {
    super(message);
    this.index = index;
  }
}

export const isState = (seed: Seed): seed is SeedState => 'tables' in seed;

/** Checks only the outer form of a seed: the actions check the rest. Throws StepError. */
export const checkSeed = (seed: unknown): Seed => {
  if (isRecord(seed) && isRecord(seed.tables)) return seed as unknown as Seed;
  if (!Array.isArray(seed)) throw new StepError('it has to be an exported state, or a list of actions.');
  for (const [index, step] of seed.entries()) {
    if (
      !isRecord(step) ||
      typeof step.action !== 'string' ||
      !(step.with === undefined || isRecord(step.with))
    )
      throw new StepError(`[${index}] has to be like {"action": "accounts.put", "with": {…}}.`, index);
    const unknown = Object.keys(step).find((member) => member !== 'action' && member !== 'with');
    if (unknown) throw new StepError(`[${index}] has a member ${unknown} that cosell does not know.`, index);
  }
  return seed as Seed;
};

/** Which actions have been performed, by their numbers from 0. */
export interface Progress {
  readonly done: readonly string[];
  /** Records that one has been. */
  add(step: string): Promise<void>;
}

/**
 * Imports a state, or performs actions in order, but for those that have been. Throws StepError for the first that fails; those
 * before it stay.
 */
export const performSteps = async (
  seed: Seed,
  operatorOf: () => Operator,
  progress?: Progress,
): Promise<void> => {
  // Loads all actions.
  const { performByName } = await import('./operator-router.ts');
  if (isState(seed)) {
    await performByName('state.import', seed, operatorOf()).catch(orSay('the state'));
    return;
  }
  for (const [index, { action, with: input = {} }] of seed.entries()) {
    if (progress?.done.includes(String(index))) continue;
    await performByName(action, input, operatorOf()).catch(orSay(`[${index}] (${action})`, index));
    await progress?.add(String(index));
  }
};

const orSay =
  (what: string, index?: number) =>
  (error: unknown): never => {
    const faults = error instanceof ServiceError ? (error.details.ErrorList ?? []) : [];
    const says =
      faults.length > 0 ? faults.map(({ Message }) => Message).join(' ') : (error as Error).message;
    throw new StepError(`${what}: ${says}`, index);
  };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
