import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { byDatabase } from '../../../kit/sql/location.ts';
import { LEAST_FREE_BYTES } from '../../../kit/sql/sqlite/storage.ts';
import { descriptorLimit } from '../../../server/transport/descriptors.ts';
import { check, type Finding, ok, problem, warning } from '../check.ts';

const GB = 1_000_000_000;
const LOW_BYTES = GB;
/** Each connection takes one, and each target and file. */
const FEW_DESCRIPTORS = 4_096;

/** Free space where the data is, and how many files and sockets the process may have. */
export const machine = check('machine', 'Machine', async ({ location }) => {
  const folder = byDatabase(location, {
    sqlite: (place) => (place === 'memory' ? undefined : place.folder),
    postgres: () => undefined,
  });
  return [...(folder === undefined ? [] : [await freeSpace(folder)]), ...descriptors()];
});

const freeSpace = async (folder: string): Promise<Finding> => {
  let place = resolve(folder);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const freeBytes = bavail * bsize;
  const says = `${(freeBytes / GB).toFixed(1)} GB are free on the disk of ${place}.`;
  const todo = 'Free some, or move the data: when it is full, nothing can be written.';
  if (freeBytes < LEAST_FREE_BYTES) return problem(says, todo);
  return freeBytes < LOW_BYTES ? warning(says, todo) : ok(says);
};

const descriptors = (): Finding[] => {
  const limit = descriptorLimit();
  if (limit === undefined) return [];
  const says = `A process of this user may have ${limit} files and sockets.`;
  return limit < FEW_DESCRIPTORS
    ? [warning(says, 'Raise the limit: LimitNOFILE= in the unit of systemd, `ulimit -n` in a shell.')]
    : [ok(says)];
};
