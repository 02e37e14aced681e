import { findSnapshotJob, setSnapshotJobStatus } from '../../store/repositories/snapshots.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/** Stops a job: it takes no snapshots until it is started again. One that is Stopped stays so. One transaction. */
export const stopResourceSnapshotJob = operation('StopResourceSnapshotJob', 'Write', (input, call) =>
  call.transaction(async ({ tx }) => {
    const job = await findSnapshotJob(tx, input.Catalog, call.account, input.ResourceSnapshotJobIdentifier);
    if (!job) throw notFound('resource snapshot job', input.ResourceSnapshotJobIdentifier);
    await setSnapshotJobStatus(tx, job, 'Stopped');
    return {};
  }),
);
