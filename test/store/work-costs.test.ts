import { expect, it } from 'vitest';
import { loadOpportunities } from '../../bench/load-opportunities.ts';
import { createWork } from '../../soak/work.ts';
import { openStore } from '../../src/store/index.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';
import { followStatements } from '../support/statement-costs.ts';

/** Of the account that works, a third of them with an engagement, an invitation and a task. */
const COUNT = 3_000;
/** Far more than a page of twenty, or than belongs to one engagement or opportunity. */
const AT_MOST = 100;
/** Whatever is answered, refused or left to expire: that repeats after four pieces of work. */
const PIECES = 4;

it('work visits as many rows of an account with many opportunities as of one with few', async () => {
  const location = await underTest({ folder: await temporaryFolder() });
  const loaded = await openStore(location);
  await loadOpportunities(loaded, { catalog: 'Sandbox', account: ALPHA, count: COUNT });
  await loaded.close();
  const { server, follow, costly, counted, close } = await followStatements(location, AT_MOST);
  const work = createWork(server);
  for (let piece = 0; piece < PIECES; piece += 1) await follow('work', work.doOnce);
  work.end();
  await close();
  expect(costly).toEqual([]);
  expect(counted()).toBeGreaterThan(100);
});
