import { describe, expect, it } from 'vitest';
import { showFeed } from '../../src/operator/show-events.ts';
import { ALPHA, BETA, startServer } from '../support/server.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

interface Envelope {
  id: string;
  account: string;
  'detail-type': string;
  resources: string[];
}

/** Starts a server with events of several accounts, and returns them in the order of the feed, too. */
const setUp = async () => {
  const server = await startServer({ accounts: worldAccounts });
  await buildWorld(server);
  await server.idle();
  const response = await fetch(`${server.endpoint}/_cosell/events?limit=1000`);
  const { events } = (await response.json()) as { events: Envelope[] };
  return { server, events };
};

const idsOf = (events: readonly { event: object }[]) => events.map(({ event }) => (event as Envelope).id);

describe('feed', () => {
  it('is shown to people as a line for each event', async () => {
    const { server, events } = await setUp();
    const lines = showFeed(await server.feed({ limit: 3 })).split('\n');
    const newest = events.slice(-3).reverse();
    expect(lines).toHaveLength(4);
    for (const [index, event] of newest.entries()) {
      expect(lines[index]).toContain(`  ${event.account.padEnd(12)}  ${event['detail-type']}`);
      expect(lines[index]).not.toContain('{');
    }
    expect(lines[3]).toMatch(/^Older ones: --after \d+$/);
    expect(showFeed({ events: [], gone: { recordedBefore: '2026-01-01T00:00:00.000Z' } })).toBe(
      'No events.\nThose recorded before 2026-01-01T00:00:00.000Z were deleted.',
    );
  });

  it('lists events newest first, page by page', async () => {
    const { server, events } = await setUp();
    expect(events.length).toBeGreaterThan(5);
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await server.feed({ limit: 2, ...(after && { after }) });
      found.push(...idsOf(page.events));
      after = page.next;
    } while (after !== undefined);
    expect(found).toEqual(events.map(({ id }) => id).reverse());
  });

  it('lists only what matches the account, the type, the resource and the text', async () => {
    const { server, events } = await setUp();
    const those = (test: (event: Envelope) => boolean) =>
      events
        .filter(test)
        .map(({ id }) => id)
        .reverse();
    const ofAlpha = await server.feed({ account: ALPHA });
    expect(idsOf(ofAlpha.events)).toEqual(those(({ account }) => account === ALPHA));
    expect(ofAlpha.events.length).toBeGreaterThan(0);
    const type = 'Opportunity Created';
    const created = await server.feed({ type });
    expect(idsOf(created.events)).toEqual(those((event) => event['detail-type'] === type));
    const [resource = ''] =
      /O\d+/.exec(JSON.stringify(events.find((event) => event['detail-type'] === type))) ?? [];
    expect(resource).not.toBe('');
    const ofResource = await server.feed({ resource });
    expect(idsOf(ofResource.events)).toEqual(
      those((event) => new RegExp(`["/]${resource}"`).test(JSON.stringify(event))),
    );
    const byText = await server.feed({ account: BETA, text: 'ENGAGEMENT' });
    expect(idsOf(byText.events)).toEqual(
      those((event) => event.account === BETA && /engagement/i.test(JSON.stringify(event))),
    );
    expect(await server.feed({ text: 'nothing has this' })).toEqual({ events: [] });
  });

  it('reads a bounded number of events for a page, and says where to go on', async () => {
    const { server, events } = await setUp();
    const state = await server.state.export();
    const table = state.tables.events ?? { columns: [], rows: [] };
    const at = table.columns.indexOf('sequence');
    const [first = []] = table.rows;
    const rows = Array.from({ length: 6_000 }, (_, index) =>
      first.map((value, column) => (column === at ? index + 1 : value)),
    );
    await server.state.import({ ...state, tables: { ...state.tables, events: { ...table, rows } } });
    const page = await server.feed({ text: 'nothing has this' });
    expect(page).toEqual({ events: [], next: expect.any(String) });
    expect(await server.feed({ text: 'nothing has this', after: page.next ?? '' })).toEqual({ events: [] });
    expect(events.length).toBeGreaterThan(0);
  });
});
