import { startCosell } from '../../index.ts';
import type { Cassette } from '../cassette.ts';
import { sendCall } from '../http/upstream.ts';
import { readBefore } from './before.ts';
import type { Stage } from './play.ts';

/** Less is what a call takes. */
const LEAST_STEP_MS = 1_000;
const TIMEOUT_MS = 60_000;

/** Starts a server in memory with what was there before, which lives at the time of the recording. */
export const openOwnStage = async ({
  head,
  calls,
}: Cassette): Promise<Stage & { close(): Promise<void> }> => {
  const { accounts, invitations } = readBefore(calls);
  const { region } = head;
  const cosell = await startCosell({
    region,
    accounts,
    sandboxSolution: false,
  });
  await cosell.clock.set({ to: head.at });
  for (const { opportunity, ...invitation } of invitations) {
    // One that was changed meanwhile may be none that AWS refers.
    const made = () => cosell.refer(invitation);
    if (opportunity) await cosell.refer({ ...invitation, opportunity }).catch(made);
    else await made();
  }
  const upstream = { endpoint: new URL(cosell.endpoint), region, timeoutMs: TIMEOUT_MS };
  return {
    send: (accessKeyId, operation, input) =>
      sendCall(upstream, { operation, body: JSON.stringify(input) }, { accessKeyId, secretAccessKey: 'any' }),
    at: async (moment) => {
      const { now } = await cosell.clock.get();
      if (Date.parse(moment) - Date.parse(now) > LEAST_STEP_MS) await cosell.clock.set({ to: moment });
    },
    same: accounts.flatMap(({ id, solutions = [] }) => [id, ...solutions.map((solution) => solution.id)]),
    close: cosell.close,
  };
};
