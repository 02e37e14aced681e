import { appendToOutbox } from '../../src/store/repositories/events.ts';
import { withStore } from './engine.ts';

const AT_ONCE = 1000;

/**
 * Writes events of an account into a folder of which no server has the store open: one a second about each of the
 * opportunities `O0000000`, `O0000001` and so on.
 */
export const writeEvents = (folder: string, account: string, count: number): Promise<void> =>
  withStore(folder, async (store) => {
    for (let begin = 0; begin < count; begin += AT_ONCE) {
      const events = Array.from({ length: Math.min(AT_ONCE, count - begin) }, (_, offset) =>
        updated(account, begin + offset),
      );
      await store.transaction((tx) => appendToOutbox(tx, events));
    }
  });

const updated = (account: string, index: number) => ({
  account_id: account,
  event: JSON.stringify({
    version: '0',
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    'detail-type': 'Opportunity Updated',
    source: 'aws.partnercentral-selling',
    account,
    time: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    region: 'us-east-1',
    resources: [],
    detail: {
      schemaVersion: '1',
      catalog: 'Sandbox',
      opportunity: { identifier: `O${String(index).padStart(7, '0')}` },
    },
  }),
});
