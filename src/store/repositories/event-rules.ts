import type { AccountId } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { EventRules } from '../tables/event-rules.ts';
import type { Queries } from '../tables.ts';

type RuleKey = Pick<EventRules, 'account_id' | 'name'>;

const selectByKey = (db: Queries, { account_id, name }: RuleKey) =>
  db.selectFrom('event_rules').selectAll().where('account_id', '=', account_id).where('name', '=', name);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: RuleKey) => selectByKey(db, key).forUpdate());

/** One query by key. */
export const findRule = (db: Queries, { account_id, name }: RuleKey): Promise<EventRules | undefined> =>
  byKey.first(db, { account_id, name });

/** Returns the rule and locks it, and so its targets, until the transaction ends. */
export const lockRule = (tx: Queries, { account_id, name }: RuleKey): Promise<EventRules | undefined> =>
  byKeyLocked.first(tx, { account_id, name });

/** Returns false without inserting if the account has a rule of this name. */
export const insertRule = async (db: Queries, rule: EventRules): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('event_rules')
    .values(rule)
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

/** Creates or replaces a rule; an existing one keeps its creation time. */
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

/** Selects an account's rules whose names start with `prefix`. */
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
