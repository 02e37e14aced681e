import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { EventRules } from '../tables/event-rules.ts';
import type { Queries } from '../tables.ts';

type RuleKey = Pick<EventRules, 'account_id' | 'name'>;

const selectByKey = (db: Queries, { account_id, name }: RuleKey) =>
  db.selectFrom('event_rules').selectAll().where('account_id', '=', account_id).where('name', '=', name);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: RuleKey) => selectByKey(db, key).forUpdate());

/** Costs one query by key. */
export const findRule = (db: Queries, { account_id, name }: RuleKey): Promise<EventRules | undefined> =>
  byKey.first(db, { account_id, name });

/** The same, and nobody else changes the rule or its targets until the transaction has ended. */
export const lockRule = (tx: Queries, { account_id, name }: RuleKey): Promise<EventRules | undefined> =>
  byKeyLocked.first(tx, { account_id, name });

/** Answers whether it was inserted: false where the account has a rule of this name. */
export const insertRule = async (db: Queries, rule: EventRules): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('event_rules')
    .values(rule)
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

/** Creates a rule, or replaces one but for when it was created. */
export const putRule = async (db: Queries, rule: EventRules): Promise<void> => {
  const { account_id, name, created_at, ...changes } = rule;
  await db
    .insertInto('event_rules')
    .values(rule)
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet(changes))
    .execute();
};

export const putRuleState = async (
  db: Queries,
  { account_id, name }: RuleKey,
  state: EventRules['state'],
): Promise<void> => {
  await db
    .updateTable('event_rules')
    .set({ state })
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .execute();
};

export const deleteRule = async (db: Queries, { account_id, name }: RuleKey): Promise<void> => {
  await db.deleteFrom('event_rules').where('account_id', '=', account_id).where('name', '=', name).execute();
};

/** The rules of an account whose names start with `prefix`. */
export const queryRules = (db: Queries, account: AccountId, prefix = '') =>
  db
    .selectFrom('event_rules')
    .selectAll()
    .where('account_id', '=', account)
    .$if(prefix !== '', (query) => query.where('name', '>=', prefix).where('name', '<', `${prefix}\u007f`));

export const countRules = async (db: Queries, account: AccountId): Promise<number> => {
  const { count } = await db
    .selectFrom('event_rules')
    .select((select) => select.fn.countAll().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return Number(count);
};
