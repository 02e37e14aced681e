import { prepare } from '../prepare.ts';
import type { Queries } from '../tables.ts';

/** A target that has not got an event yet. */
export interface TargetBehind {
  kind: 'rule' | 'webhook';
  /** The time of that event. */
  time: string;
}

/**
 * Returns the targets that are behind, of the `most` whose position is the oldest. Costs two queries by key per such target,
 * in one statement.
 */
export const findTargetsBehind = async (db: Queries, most: number): Promise<TargetBehind[]> => {
  const rows = await targetsBehind.all(db, { most });
  return rows.flatMap(({ id, own, any, account_id }): TargetBehind[] => {
    const event = account_id === '' ? any : own;
    if (event === null) return [];
    const { time } = JSON.parse(event) as { time: string };
    return [{ kind: id.startsWith('webhook/') ? 'webhook' : 'rule', time }];
  });
};

const targetsBehind = prepare((db, { most }: { most: number }) =>
  db
    .selectFrom(
      db
        .selectFrom('event_subscriptions')
        .select(['account_id', 'id', 'position', 'until'])
        .orderBy('position')
        .limit(most)
        .as('target'),
    )
    .select(['target.account_id', 'target.id'])
    .select((select) => [
      select
        .selectFrom('events')
        .select('events.event')
        .whereRef('events.account_id', '=', 'target.account_id')
        .whereRef('events.sequence', '>', 'target.position')
        .where((event) =>
          event.or([
            event('target.until', 'is', null),
            event('events.sequence', '<=', event.ref('target.until')),
          ]),
        )
        .orderBy('events.sequence')
        .limit(1)
        .as('own'),
      select
        .selectFrom('events')
        .select('events.event')
        .whereRef('events.sequence', '>', 'target.position')
        .where('target.account_id', '=', '')
        .orderBy('events.sequence')
        .limit(1)
        .as('any'),
    ]),
);
