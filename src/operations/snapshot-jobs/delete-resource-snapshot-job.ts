import { ConflictException } from '../../model/errors.ts';
import { deleteSnapshotJob, findSnapshotJob } from '../../store/repositories/snapshots.ts';
import { deleteAllTags } from '../../store/repositories/tags.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { snapshotJob } from '../resources.ts';

/** Deletes a Stopped snapshot job and its tags, and keeps its snapshots. Costs one transaction. */
export const deleteResourceSnapshotJob = operation(
  'DeleteResourceSnapshotJob',
  { access: 'Write', on: snapshotJob('ResourceSnapshotJobIdentifier') },
  (input, call) =>
    call.transaction(async ({ tx, services }) => {
      const job = await findSnapshotJob(tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.ResourceSnapshotJobIdentifier,
      });
      if (!job) throw notFound('resource snapshot job', input.ResourceSnapshotJobIdentifier);
      if (!(await deleteSnapshotJob(tx, job))) throw running();
      await deleteAllTags(
        tx,
        services.arns.owned('resource-snapshot-job', call.account, input.Catalog, job.id),
      );
      return {};
    }),
);

const running = () => ConflictException('The job is Running. Stop it with StopResourceSnapshotJob first.');
