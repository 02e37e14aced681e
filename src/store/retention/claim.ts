import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import { lockMeta, writeMeta } from '../repositories/meta.ts';
import { RETENTION_CLAIM } from '../tables/meta.ts';
import type { Queries } from '../tables.ts';

/** How long a claim lasts: when its server has died, or was frozen, another one goes on after it. */
const CLAIM_MS = 120_000;

/**
 * Claims the work, or claims it again. Returns whether nobody else has it. It only spares work: two servers at once delete
 * different rows. Claims go by the machines' clocks, which may differ by a minute.
 */
export const claimRetention = async (tx: Queries, owner: string, machineNow: Timestamp): Promise<boolean> => {
  const [holder, until = ''] = (await lockMeta(tx, RETENTION_CLAIM))?.split(' ') ?? [];
  if (holder !== undefined && holder !== owner && until > machineNow) return false;
  await writeMeta(tx, RETENTION_CLAIM, `${owner} ${plusMilliseconds(machineNow, CLAIM_MS)}`);
  return true;
};
