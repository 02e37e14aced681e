import { expect, test } from 'vitest';
import { playRecordings } from '../../conformance/recordings/index.ts';
import { accounts } from '../../conformance/recordings/requests.ts';
import { startServer } from '../support/server.ts';

// Seen: 57 answers of AWS's service, played on the store under test.
test('recorded flows are answered as AWS answered them, but for named exceptions', {
  timeout: 240_000,
}, async () => {
  const { faults, members, agreed } = await playRecordings(() => startServer({ accounts }));
  expect(faults).toEqual([]);
  expect(agreed / members).toBeGreaterThanOrEqual(0.98);
});
