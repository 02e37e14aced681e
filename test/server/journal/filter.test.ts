import { expect, test } from 'vitest';
import { mayMatch } from '../../../src/server/journal/filter.ts';
import type { Kept } from '../../../src/server/journal/kept.ts';

test('a call is not read for a name, a service or an outcome that it cannot have', () => {
  const kept = {
    operation: 'events:PutRule',
    status: 200,
    bodies: { request: '{"Name":"O77"}', response: '{"Id":"task-1"}', countedBytes: 0 },
  } as Kept;
  expect(mayMatch(kept, { resource: 'O77', service: 'events', operation: 'PutRule', outcome: 'ok' })).toBe(
    true,
  );
  expect(mayMatch(kept, { resource: 'task-1' })).toBe(true);
  for (const resource of ['O7', 'O777', 'task-2']) expect(mayMatch(kept, { resource })).toBe(false);
  expect(mayMatch(kept, { service: 'sts' })).toBe(false);
  expect(mayMatch(kept, { operation: 'PutTargets' })).toBe(false);
  expect(mayMatch(kept, { outcome: 'refused' })).toBe(false);
});
