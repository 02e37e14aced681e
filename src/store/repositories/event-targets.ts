import type { EventTarget } from '../../model/event-bridge.ts';
import { prepare } from '../prepare.ts';
import type { EventRules } from '../tables/event-rules.ts';
import type { EventTargets } from '../tables/event-targets.ts';
import type { Queries } from '../tables.ts';
import { findRule } from './event-rules.ts';

/** Returns a rule and one of its targets, for delivery; undefined if either no longer exists. Two queries by key. */
export const findRuleTarget = async (
  db: Queries,
  { account_id, rule_name, id }: Pick<EventTargets, 'account_id' | 'rule_name' | 'id'>,
): Promise<{ rule: EventRules; target: EventTarget } | undefined> => {
  const row = await byKey.first(db, { account_id, rule_name, id });
  const rule = row && (await findRule(db, { account_id, name: rule_name }));
  return rule && { rule, target: targetOf(row) };
};

const byKey = prepare(
  (db, { account_id, rule_name, id }: Pick<EventTargets, 'account_id' | 'rule_name' | 'id'>) =>
    db
      .selectFrom('event_targets')
      .selectAll()
      .where('account_id', '=', account_id)
      .where('rule_name', '=', rule_name)
      .where('id', '=', id),
);

export const targetOf = ({ document }: Pick<EventTargets, 'document'>): EventTarget => JSON.parse(document);

type TargetsKey = Pick<EventTargets, 'account_id' | 'rule_name'>;

/** Selects the targets of a rule. */
export const queryTargets = (db: Queries, { account_id, rule_name }: TargetsKey) =>
  db
    .selectFrom('event_targets')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('rule_name', '=', rule_name);

/** Selects the distinct names of an account's rules that have a target. */
export const queryRuleNamesByTarget = (
  db: Queries,
  { account_id, arn }: Pick<EventTargets, 'account_id' | 'arn'>,
) =>
  db
    .selectFrom('event_targets')
    .select('rule_name')
    .distinct()
    .where('account_id', '=', account_id)
    .where('arn', '=', arn);

/** Returns the ids of a rule's targets. */
export const findTargetIds = async (
  db: Queries,
  { account_id, rule_name }: TargetsKey,
): Promise<string[]> => {
  const rows = await queryTargets(db, { account_id, rule_name }).clearSelect().select('id').execute();
  return rows.map(({ id }) => id);
};

/** Inserts a target, or replaces the one with its id. */
export const putTarget = async (
  db: Queries,
  { account_id, rule_name }: TargetsKey,
  target: EventTarget,
): Promise<void> => {
  const content = { arn: target.Arn, document: JSON.stringify(target) };
  await db
    .insertInto('event_targets')
    .values({ account_id, rule_name, id: target.Id, ...content })
    .onConflict((conflict) => conflict.columns(['account_id', 'rule_name', 'id']).doUpdateSet(content))
    .execute();
};

export const deleteTargets = async (
  db: Queries,
  { account_id, rule_name, ids }: TargetsKey & { ids: string[] },
): Promise<void> => {
  await db
    .deleteFrom('event_targets')
    .where('account_id', '=', account_id)
    .where('rule_name', '=', rule_name)
    .where('id', 'in', ids)
    .execute();
};
