import { expect, test } from 'vitest';
import { roleProblem } from '../../../src/rules/snapshots/snapshot-job-role.ts';

const ACCOUNT = '111111111111';

test.each([
  [ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/ResourceSnapshotJobRole`, undefined],
  [ACCOUNT, undefined, /name no role/],
  [ACCOUNT, '', /name no role/],
  [ACCOUNT, 'arn:aws:iam::222222222222:role/ResourceSnapshotJobRole', /of another account/],
  ['aws', undefined, undefined],
])('snapshot jobs of %s with role %s: %s', (account, role, says) => {
  const problem = roleProblem(role, account);
  if (says) expect(problem).toMatch(says);
  else expect(problem).toBeUndefined();
});
