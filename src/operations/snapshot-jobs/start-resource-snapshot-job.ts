import { runEachSnapshotJob } from '../../changes/snapshots/take-snapshot.ts';
import { recordEvents } from '../../events/record.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import { findSnapshotJob, setSnapshotJobStatus } from '../../store/repositories/snapshots.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { snapshotJob } from '../resources.ts';

/**
 * Starts a snapshot job: it takes a snapshot now if there is something new, and after every change of its opportunity.
 * If it cannot, for example without a usable role in the settings, LastFailure says why. Changes nothing if the
 * snapshot job is Running. Costs one transaction.
 */
export const startResourceSnapshotJob = operation(
  'StartResourceSnapshotJob',
  { access: 'Write', on: snapshotJob('ResourceSnapshotJobIdentifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const { tx, now, services } = work;
      const job = await findSnapshotJob(tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.ResourceSnapshotJobIdentifier,
      });
      const opportunity =
        job &&
        (await lockOpportunity(tx, {
          catalog: input.Catalog,
          account_id: call.account,
          id: job.resource_id,
        }));
      if (!job || !opportunity) throw notFound('resource snapshot job', input.ResourceSnapshotJobIdentifier);
      if (job.status === 'Running') return {};
      await setSnapshotJobStatus(tx, job, 'Running');
      await recordEvents(tx, services, now, await runEachSnapshotJob(work, opportunity, [job]));
      return {};
    }),
);
