import type { AccountId } from '../../model/contract.ts';
import type { EventTarget } from '../../model/event-bridge.ts';
import { prepare } from '../prepare.ts';
import type { EventRules } from '../tables/event-rules.ts';
import type { EventTargets } from '../tables/event-targets.ts';
import type { Queries } from '../tables.ts';
import { findRule } from './event-rules.ts';

/**
 * A rule and one of its targets; undefined where either is not there any more. For who delivers. Costs two queries by
 * key.
 */
export const findRuleTarget = async (
  db: Queries,
  account: AccountId,
  ruleName: string,
  targetId: string,
): Promise<{ rule: EventRules; target: EventTarget } | undefined> => {
  const row = await byKey.first(db, { account_id: account, rule_name: ruleName, id: targetId });
  const rule = row && (await findRule(db, account, ruleName));
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

/** The targets of a rule. */
export const queryTargets = (db: Queries, account: AccountId, ruleName: string) =>
  db
    .selectFrom('event_targets')
    .selectAll()
    .where('account_id', '=', account)
    .where('rule_name', '=', ruleName);

/** The names of the rules of an account that have a target, each once. */
export const queryRuleNamesByTarget = (db: Queries, account: AccountId, arn: string) =>
  db
    .selectFrom('event_targets')
    .select('rule_name')
    .distinct()
    .where('account_id', '=', account)
    .where('arn', '=', arn);

/** The ids of the targets of a rule. */
export const findTargetIds = async (db: Queries, account: AccountId, ruleName: string): Promise<string[]> => {
  const rows = await queryTargets(db, account, ruleName).clearSelect().select('id').execute();
  return rows.map(({ id }) => id);
};

/** Puts a target, or replaces the one with its id. */
export const putTarget = async (
  db: Queries,
  account: AccountId,
  ruleName: string,
  target: EventTarget,
): Promise<void> => {
  const content = { arn: target.Arn, document: JSON.stringify(target) };
  await db
    .insertInto('event_targets')
    .values({ account_id: account, rule_name: ruleName, id: target.Id, ...content })
    .onConflict((conflict) => conflict.columns(['account_id', 'rule_name', 'id']).doUpdateSet(content))
    .execute();
};

export const deleteTargets = async (
  db: Queries,
  account: AccountId,
  ruleName: string,
  ids: string[],
): Promise<void> => {
  await db
    .deleteFrom('event_targets')
    .where('account_id', '=', account)
    .where('rule_name', '=', ruleName)
    .where('id', 'in', ids)
    .execute();
};
