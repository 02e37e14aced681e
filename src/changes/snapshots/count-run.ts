import { afterCommit } from '../../store/index.ts';
import type { Work } from '../work.ts';

/** Counts a run of a snapshot job once it is durable: an invocation, and an error if the account has to mend something. */
export const countRun = ({ tx, services }: Work, problem: string | undefined): void => {
  const { snapshotJobInvocations, snapshotJobErrors } = services.meters;
  afterCommit(tx, () => {
    snapshotJobInvocations.count([]);
    if (problem !== undefined) snapshotJobErrors.count([]);
  });
};

/** Counts a run that failed on our side. Its transaction is rolled back. */
export const countFault = ({ services }: Work): void => {
  services.meters.snapshotJobInvocations.count([]);
  services.meters.snapshotJobFaults.count([]);
};
