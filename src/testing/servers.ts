import { isDeepStrictEqual } from 'node:util';
import { type Cosell, type CosellOptions, type Snapshot, startCosell } from '../index.ts';

/** A server of this worker, and its state right after its start. */
export interface Started {
  cosell: Cosell;
  pristine: Snapshot;
}

interface Shared {
  options: CosellOptions;
  started: Promise<Started>;
  users: number;
}

/** The servers of this worker, one for each set of options. */
const running: Shared[] = [];

/** Returns the server of this worker with these options. Starts it if it is the first use. */
export const acquireServer = async (options: CosellOptions): Promise<Started> => {
  const known = running.find((shared) => isDeepStrictEqual(shared.options, options));
  const shared = known ?? { options, started: start(options), users: 0 };
  if (!known) running.push(shared);
  shared.users += 1;
  return shared.started.catch((error) => {
    forget(shared);
    throw error;
  });
};

/** Closes a server with the end of its last use. */
export const releaseServer = async (options: CosellOptions): Promise<void> => {
  const shared = running.find((each) => isDeepStrictEqual(each.options, options));
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  forget(shared);
  await (await shared.started).cosell.close();
};

const start = async (options: CosellOptions): Promise<Started> => {
  const cosell = await startCosell(options);
  return { cosell, pristine: await cosell.snapshot() };
};

const forget = (shared: Shared): void => {
  const index = running.indexOf(shared);
  if (index >= 0) running.splice(index, 1);
};
