import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type fc from 'fast-check';
import { expect } from 'vitest';
import type { movableClock } from '../support/clock.ts';
import { type ApiError, faultsOf } from '../support/server.ts';
import { lookAround } from './look.ts';
import { type Account, Refusal, type World } from './world.ts';

/** The server under test. */
export interface Real {
  endpoint: string;
  clock: ReturnType<typeof movableClock>;
  clients: Record<Account, PartnerCentralSelling>;
  /** The successful calls with a client token: each can send its request again, with changes. */
  repeats: { answer: object; send(changes: object): Promise<object>; change: object }[];
  /** The outcomes so far, so that a test can check its coverage. */
  outcomes: Set<string>;
}

export type Command = fc.AsyncCommand<World, Real>;

/** Commands of one kind. `run` does the same on the server and in the model; then everything visible is compared. */
export const command = <Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  check: (world: World) => boolean,
  run: (world: World, real: Real, given: Given) => Promise<void>,
): fc.Arbitrary<Command> =>
  given.map((values) => ({
    check,
    run: async (world, real) => {
      await run(world, real, values);
      const { onServer, inModel } = await lookAround(real, world);
      expect(onServer).toEqual(inModel);
    },
    toString: () => `${name} ${JSON.stringify(values)}`,
  }));

/** Calls the server, then the rule with its response. Both must reject the call alike, or neither. */
export const perform = async <Answer extends object>(
  real: Real,
  call: () => Promise<Answer>,
  rule: (answer: Partial<Answer>) => void,
): Promise<Answer | undefined> => {
  const got = await call().then(
    (answer) => ({ answer, refusal: undefined }),
    (error: ApiError) => ({ answer: undefined, refusal: `${error.name} ${faultsOf(error)}` }),
  );
  expect(got.refusal).toBe(refusalOf(() => rule(got.answer ?? {})));
  real.outcomes.add(got.refusal ?? 'accepted');
  return got.answer;
};

const refusalOf = (rule: () => void): string | undefined => {
  try {
    rule();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return `${error.name} ${error.faults}`;
    throw error;
  }
};
