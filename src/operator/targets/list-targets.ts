import Type from 'typebox';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { countAfter, MOST_COUNTED, querySubscriptions } from '../../store/repositories/deliveries.ts';
import type { EventSubscriptions, Queries } from '../../store/tables.ts';
import { action } from '../action.ts';
import { AccountId, SubscriptionId } from '../schemas.ts';

const Target = Type.Object({
  id: SubscriptionId,
  account: Type.Optional(Type.String({ description: 'Whose target it is; absent for a webhook.' })),
  position: Type.Integer({ description: 'The sequence of the last event that is dealt with.' }),
  lag: Type.Integer({
    description: `How many events are still to be looked at, whether they match or not; ${MOST_COUNTED} stands for more.`,
  }),
  attempts: Type.Integer({ description: 'How often the next event was tried without success.' }),
  lastError: Type.Optional(
    Type.String({ description: 'What the target last failed with; absent once it succeeds.' }),
  ),
  nextAttempt: Type.Optional(Type.String({ description: 'When it is tried again.' })),
  disabled: Type.Boolean({ description: 'Whether it gets no further events, as its rule is disabled.' }),
});

/** Costs one query, and one for each target that is answered. */
export const listTargets = action({
  name: 'targets.list',
  method: 'GET',
  path: '/_cosell/targets',
  summary: 'Lists where events are delivered, and how far each target has got.',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    after: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of an earlier answer.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  }),
  answers: Type.Object({
    targets: Type.Array(Target),
    next: Type.Optional(Type.String({ description: 'The `after` of the next page; absent on the last.' })),
  }),
  command: { words: 'targets', example: 'cosell targets' },
  handle: async ({ account, after, limit = 100 }, { reads }) => {
    const id = account === undefined ? undefined : (normalAccount(account) ?? account);
    const found = await querySubscriptions(
      reads,
      id,
      after === undefined ? undefined : positionOf(after),
      limit + 1,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last ? { next: `${last.account_id}:${last.id}` } : {};
    return { targets: await Promise.all(rows.map((row) => show(reads, row))), ...next };
  },
});

const positionOf = (after: string): { account_id: string; id: string } => {
  const [, account_id, id] = /^([^:]*):(.+)$/.exec(after) ?? [];
  if (account_id !== undefined && id) return { account_id, id };
  throw requestValidationFailed([
    {
      FieldName: 'after',
      Message: 'after has to be the `next` of an earlier answer.',
      Code: 'INVALID_VALUE',
    },
  ]);
};

const show = async (reads: Queries, row: EventSubscriptions) => ({
  id: row.id,
  ...(row.account_id && { account: row.account_id }),
  position: Number(row.position),
  lag: await countAfter(reads, row),
  attempts: row.attempts,
  ...(row.last_error && { lastError: row.last_error }),
  ...(row.next_attempt_at && { nextAttempt: row.next_attempt_at }),
  disabled: row.until !== null,
});
