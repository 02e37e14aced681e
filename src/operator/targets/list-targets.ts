import Type, { type Static } from 'typebox';
import { type TargetPlaces, whyNotSent } from '../../events/delivery/targets/reach.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { countAfter, MOST_COUNTED, querySubscriptions } from '../../store/repositories/deliveries.ts';
import { findRuleTarget } from '../../store/repositories/event-targets.ts';
import type { EventSubscriptions } from '../../store/tables/event-subscriptions.ts';
import type { Queries } from '../../store/tables.ts';
import { action } from '../action.ts';
import { AccountId, SubscriptionId } from '../schemas.ts';

const Target = Type.Object({
  id: SubscriptionId,
  account: Type.Optional(Type.String({ description: 'The account of the target; absent for a webhook.' })),
  position: Type.Integer({ description: 'The sequence of the last event that was processed.' }),
  lag: Type.Integer({
    description: `Number of events still to be processed, whether they match or not; at most ${MOST_COUNTED}.`,
  }),
  attempts: Type.Integer({ description: 'Number of failed attempts of the next event.' }),
  lastError: Type.Optional(
    Type.String({ description: 'The last error of the target; absent once it succeeds.' }),
  ),
  arn: Type.Optional(Type.String({ description: 'The ARN of a rule’s target.' })),
  notSent: Type.Optional(
    Type.String({ description: 'Why nothing is sent to it: matching events are passed over.' }),
  ),
  passedOver: Type.Optional(Type.Integer({ description: 'Number of events that were passed over, if any.' })),
  nextAttempt: Type.Optional(Type.String({ description: 'The time of the next attempt.' })),
  disabled: Type.Boolean({ description: 'Whether it gets no further events, because its rule is disabled.' }),
});

/** Costs one query, and per returned target one by key and one that counts the events that wait for it, in turn with other requests. */
export const listTargets = action({
  name: 'targets.list',
  method: 'GET',
  path: '/_cosell/targets',
  summary: 'Lists the targets of events and the position of each.',
  own: 'cosell:ReadTargets',
  takes: Type.Object({
    account: Type.Optional(AccountId),
    after: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of an earlier response.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  }),
  answers: Type.Object({
    targets: Type.Array(Target),
    next: Type.Optional(Type.String({ description: 'The `after` of the next page; absent on the last.' })),
  }),
  command: { words: 'targets', example: 'cosell targets' },
  handle: async ({ account, after, limit = 100 }, { reads, places }) => {
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
    const targets: Static<typeof Target>[] = [];
    for (const row of rows) {
      targets.push(await show(reads, places, row));
      await breathe();
    }
    return { targets, ...next };
  },
});

const positionOf = (after: string): { account_id: string; id: string } => {
  const [, account_id, id] = /^([^:]*):(.+)$/.exec(after) ?? [];
  if (account_id !== undefined && id) return { account_id, id };
  throw requestValidationFailed([
    {
      FieldName: 'after',
      Message: 'after has to be the `next` of an earlier response.',
      Code: 'INVALID_VALUE',
    },
  ]);
};

const show = async (reads: Queries, places: TargetPlaces, row: EventSubscriptions) => ({
  id: row.id,
  ...(row.account_id && { account: row.account_id }),
  ...(await showTarget(reads, places, row)),
  position: Number(row.position),
  lag: await countAfter(reads, row),
  attempts: row.attempts,
  ...(row.last_error && { lastError: row.last_error }),
  ...(row.passed_over > 0 && { passedOver: row.passed_over }),
  ...(row.next_attempt_at && { nextAttempt: row.next_attempt_at }),
  disabled: row.until !== null,
});

/** Returns the members that only targets of rules have. */
const showTarget = async (reads: Queries, places: TargetPlaces, row: EventSubscriptions) => {
  const [kind, rule = '', id = ''] = row.id.split('/');
  const found =
    kind === 'rule'
      ? await findRuleTarget(reads, { account_id: row.account_id, rule_name: rule, id })
      : undefined;
  if (!found) return {};
  const { Arn } = found.target;
  const notSent = whyNotSent(Arn, places);
  return { arn: Arn, ...(notSent !== undefined && { notSent }) };
};
