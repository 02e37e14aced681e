import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movableClock } from '../support/clock.ts';
import { ALPHA, AWS, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { GAMMA } from '../support/sharing.ts';
import { times } from '../support/thorough.ts';
import { engagementCommands } from './engagement-commands.ts';
import { opportunityCommands } from './opportunity-commands.ts';
import type { Command, Real } from './play.ts';
import { accounts, emptyWorld } from './world.ts';

const onPostgres = process.env.COSELL_TEST_STORE === 'postgres';

/** A fixed seed; `COSELL_MODEL_SEED=<number>` sets another, such as the one that a failure names. */
const seed = Number(process.env.COSELL_MODEL_SEED ?? 20_261_123);
const numRuns = times(onPostgres ? { usual: 8, all: 40 } : { usual: 100, all: 400 });

const startGame = async (outcomes: Set<string>) => {
  const clock = movableClock();
  const server = await startServer({ clock });
  const clients = {
    [ALPHA]: clientOf(server, ALPHA),
    [BETA]: clientOf(server, BETA),
    [GAMMA]: clientOf(server, GAMMA),
    [AWS]: clientOf(server, AWS),
  };
  const real: Real = { endpoint: server.endpoint, clock, clients, repeats: [], outcomes };
  return { server, real, model: emptyWorld() };
};

test('whatever three partners and AWS do, each sees and receives what the rules define', {
  timeout: 240_000,
}, async () => {
  const outcomes = new Set<string>();
  const games = fc.commands([...opportunityCommands, ...engagementCommands], {
    maxCommands: 25,
    size: 'max',
  });
  const play = async (commands: Iterable<Command>) => {
    const { server, real, model } = await startGame(outcomes);
    try {
      await fc.asyncModelRun(() => ({ real, model }), commands);
      for (const account of accounts) {
        const heard = (await readFeed(server, account)).map((event) => event['detail-type']);
        expect([account, heard]).toEqual([account, model.feed[account]]);
      }
    } finally {
      for (const client of Object.values(real.clients)) client.destroy();
      await server.close();
    }
  };
  await fc.assert(fc.asyncProperty(games, play), { seed, numRuns });

  // The games must reach every outcome to prove anything.
  if (onPostgres) return;
  for (const outcome of everywhere) expect(outcomes).toContain(outcome);
});

/** All outcomes of calls and tasks that the commands can reach. */
const everywhere = [
  'accepted',
  'AccessDeniedException ',
  'ConflictException ',
  'ResourceNotFoundException ',
  'ValidationException lifeCycle.reviewStatus: ACTION_NOT_PERMITTED',
  'ValidationException lifeCycle.reviewStatus: INVALID_RESOURCE_STATE',
  'ValidationException origin: ACTION_NOT_PERMITTED',
  'ValidationException project.customerBusinessProblem: ACTION_NOT_PERMITTED',
  'ValidationException project.title: ACTION_NOT_PERMITTED',
  'ValidationException relatedEntityIdentifier: DUPLICATE_KEY_VALUE',
  'ValidationException resourceSnapshotJobIdentifier: INVALID_RESOURCE_STATE',
  'accept: COMPLETE',
  'accept: InvitationValidationFailed',
  'share: COMPLETE',
  'share: OpportunitySubmissionFailed',
  'token: other request',
  'token: same request',
];
