import type { EventEnvelope } from '../../src/events/catalogue.ts';
import type { Queries } from '../../src/store/tables.ts';
import type { FeedReader } from './feed-reader.ts';
import { type Invariant, invariant, readFinalFeed } from './invariants.ts';
import type { Told } from './load.ts';

/** Whether the store agrees with what clients know. Call it after all nodes have ended. */
export const checkTold = async (db: Queries, told: Told): Promise<Invariant[]> => {
  const rows = await db.selectFrom('tasks').selectAll().execute();
  const kept = new Map(rows.map((row) => [row.id, row]));
  const answered = [...told.tasks];
  return [
    invariant(
      'a task that was answered is there, of that account and invitation, and has ended',
      answered.map(([id, { account, invitation }]) => {
        const row = kept.get(id);
        const isThat = row?.account_id === account && row.invitation_id === invitation;
        return [`${id} ${row?.status}`, isThat && row.status !== 'IN_PROGRESS'];
      }),
    ),
    invariant(
      'a task whose end a client was told ended so',
      answered.flatMap(([id, { end }]) => {
        const row = kept.get(id);
        return end
          ? [
              [id, row?.status === end.status && row.opportunity_id === (end.opportunity ?? '')] as [
                string,
                boolean,
              ],
            ]
          : [];
      }),
    ),
    invariant(
      'an invitation has one task, as it was asked for with one token',
      [...Map.groupBy(rows, (row) => row.invitation_id)].map(([id, tasks]) => [id, tasks.length === 1]),
    ),
  ];
};

/** Whether readers of the feed, by account, saw each event once and in order. */
export const checkFeeds = async (db: Queries, readers: Record<string, FeedReader>): Promise<Invariant[]> => {
  const feed = await readFinalFeed(db);
  return Object.entries(readers).map(([account, reader]) => {
    const written = account ? feed.filter((event) => event.account === account) : feed;
    return invariant(
      `the reader of ${account || 'all accounts'} saw each event once, in the order of the feed`,
      compare(reader.events, written),
    );
  });
};

const compare = (read: readonly EventEnvelope[], written: readonly EventEnvelope[]): [string, boolean][] =>
  Array.from({ length: Math.max(read.length, written.length) }, (_, index) => [
    `${index}: read ${read[index]?.id}, written ${written[index]?.id}`,
    read[index]?.id === written[index]?.id,
  ]);
