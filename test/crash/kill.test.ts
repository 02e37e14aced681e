import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { withStore } from '../support/engine.ts';
import { checkInvariants, describeInvariants } from '../support/invariants.ts';
import { serve } from '../support/process.ts';
import { clientOf, temporaryFolder } from '../support/server.ts';
import { times } from '../support/thorough.ts';

const KILLS = times({ usual: 17, all: 64 });
const STARTED_PER_LIFE = 6;
/** Maximum delay, in milliseconds, between a given number of responses and the kill: less than a task takes. */
const LONGEST_WAIT = 5;

/** What a client knows of one piece of its work from responses. */
interface Piece {
  account: string;
  referral?: { invitationId: string; opportunityId: string };
  taskId?: string;
  opportunityId?: string;
}

/** Continues a piece of work: retries calls without a response, with the same tokens. Throws if the server is down. */
const goOn = async (
  server: { endpoint: string },
  piece: Piece,
  answered: () => void = () => {},
): Promise<void> => {
  const client = clientOf(server, piece.account);
  try {
    piece.referral ??= await refer(client, { ClientToken: `refer-${piece.account}` });
    answered();
    const { invitationId } = piece.referral;
    const request = { Catalog: 'Sandbox', ClientToken: `accept-${piece.account}`, Identifier: invitationId };
    const answer = await client.startEngagementByAcceptingInvitationTask(request);
    // A token identifies the same task after every restart.
    expect(answer.TaskId).toBe(piece.taskId ?? answer.TaskId);
    piece.taskId = answer.TaskId ?? '';
    answered();
    const task = await runAcceptTask(client, invitationId, request.ClientToken);
    expect(task.TaskStatus).toBe('COMPLETE');
    expect(task.OpportunityId).toBe(piece.opportunityId ?? task.OpportunityId);
    piece.opportunityId = task.OpportunityId ?? '';
    answered();
  } finally {
    client.destroy();
  }
};

const isConnectionError = (error: unknown): boolean =>
  error instanceof Error && /ECONN|socket hang up|EPIPE|aborted/i.test(`${error.name} ${error.message}`);

test('everything that got a response exists, complete and once, however often the server is killed', {
  timeout: 240_000,
}, async () => {
  const folder = await temporaryFolder();
  const pieces: Piece[] = [];
  const surprises: unknown[] = [];
  let killedInside = 0;

  for (let life = 0; life < KILLS; life++) {
    // Returns at once, so that the client knows of running tasks.
    const child = serve(folder, ['--task-wait', '0']);
    // Sometimes kills it during its start, at first with an empty folder.
    if (life % 8 === 0) {
      await sleep(Math.random() * 250);
      await child.end('SIGKILL');
      continue;
    }
    const server = await child.ready;
    for (let index = 0; index < STARTED_PER_LIFE; index++) {
      pieces.push({ account: String(100_000_000_000 + pieces.length) });
    }
    const open = pieces.filter((piece) => piece.opportunityId === undefined);
    const enough = Promise.withResolvers<void>();
    let answersLeft = 1 + Math.floor(Math.random() * 3 * open.length);
    const answered = () => {
      answersLeft -= 1;
      if (answersLeft === 0) enough.resolve();
    };
    const work = open.map((piece) =>
      goOn(server, piece, answered).catch((error) => {
        if (!isConnectionError(error)) surprises.push(error);
      }),
    );
    await Promise.race([enough.promise, Promise.all(work)]);
    await sleep(Math.random() * LONGEST_WAIT);
    if (pieces.some((piece) => piece.taskId && !piece.opportunityId)) killedInside += 1;
    await child.end('SIGKILL');
    await Promise.all(work);
  }

  const child = serve(folder);
  try {
    const server = await child.ready;
    const answered = pieces.map((piece) => ({ ...piece }));
    for (const piece of pieces) await goOn(server, piece);
    // Every earlier response still holds after the last restart.
    expect(pieces).toMatchObject(answered);
    for (const piece of pieces) expect(piece.opportunityId).toBe(piece.referral?.opportunityId);
  } finally {
    expect(await child.end('SIGTERM')).toBe(0);
  }
  expect(surprises).toEqual([]);
  expect(killedInside).toBeGreaterThan(3);

  const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
  console.log(describeInvariants(invariants));
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
  const complete = invariants.find(({ name }) => name.startsWith('a complete task has the opportunity'));
  expect(complete?.checked).toBe(pieces.length);
});
