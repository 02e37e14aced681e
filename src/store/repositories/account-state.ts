import type { AccountId, Catalog } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { anyTable } from '../rows.ts';
import { loadTables, type Owner, type Queries, type Table } from '../tables.ts';
import { forgetPlannedReview } from './planned-reviews.ts';

/**
 * Deletes everything that belongs to one account alone: its opportunities and AWS's side of them, tasks, snapshot jobs,
 * solutions, settings, tags, events, rules, targets, dead letters and injections, and the engagements and invitations
 * that involve only this account and AWS. Engagements shared with other partners stay, with their snapshots, but no
 * longer name its opportunities. AWS is an account of its own, so its opportunities and events stay too.
 * The tables define which rows are deleted with what (`deletedWith`). Costs some 20 statements, plus one per
 * opportunity and one per 500 rows; they scan the account's rows, all tags and all injections.
 */
export const deleteAccountState = async (tx: Queries, account: AccountId): Promise<void> => {
  await deleteEngagements(tx, account);
  await deleteOpportunities(tx, account);
  await deleteTasks(tx, account);
  for (const { name, column, installation } of await tablesOf('account')) {
    if (name === 'opportunities' || name === 'tasks' || installation === 'table') continue;
    await anyTable(tx).deleteFrom(name).where(column, '=', account).execute();
  }
  await deleteFaultsOf(tx, account);
  await tx
    .deleteFrom('tags')
    .where((tag) =>
      tag.or([
        tag('resource_arn', 'like', `arn:aws:partnercentral:%:${account}:catalog/%`),
        tag('resource_arn', 'like', `arn:aws:events:%:${account}:%`),
      ]),
    )
    .execute();
};

/** Deletes the users, keys, roles and policies of an account, which `deleteAccountState` leaves. */
export const deletePrincipals = async (tx: Queries, account: AccountId): Promise<void> => {
  for (const { name, column, installation } of await tablesOf('account')) {
    if (installation !== 'table') continue;
    await anyTable(tx).deleteFrom(name).where(column, '=', account).execute();
  }
};

interface OwnedTable extends Pick<Table, 'name' | 'installation'> {
  /** Names the owner. */
  column: string;
}

/** The tables whose rows are deleted with an owner. */
const tablesOf = async (owner: Owner): Promise<OwnedTable[]> =>
  (await loadTables()).flatMap(({ name, installation, deletedWith: { [owner]: column } }) =>
    column === undefined ? [] : [{ name, column, ...(installation && { installation }) }],
  );

/** Deletes the rows that belong to engagements, opportunities or tasks: per table one statement for each 500 of them. */
export const deleteWith = async (tx: Queries, owner: Owner, keys: OwnerKey[]): Promise<void> => {
  const tables = await tablesOf(owner);
  for (const [catalog, ids] of byCatalog(keys)) {
    for (const { name, column } of tables) {
      await anyTable(tx).deleteFrom(name).where('catalog', '=', catalog).where(column, 'in', ids).execute();
    }
  }
};

/** Deletes the engagements that no other partner is a member of, was invited to or sent an invitation for. */
const deleteEngagements = async (tx: Queries, account: AccountId): Promise<void> => {
  const own = [account, AWS_ACCOUNT];
  const touched = tx
    .selectFrom('engagement_members')
    .select(['catalog', 'engagement_id'])
    .where('account_id', '=', account)
    .union(
      tx
        .selectFrom('engagement_invitations')
        .select(['catalog', 'engagement_id'])
        .where((row) =>
          row.or([row('sender_account_id', '=', account), row('receiver_account_id', '=', account)]),
        ),
    );
  const alone = await tx
    .selectFrom(touched.as('touched'))
    .select(['touched.catalog', 'touched.engagement_id'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('engagement_members as member')
            .select('member.account_id')
            .whereRef('member.catalog', '=', 'touched.catalog')
            .whereRef('member.engagement_id', '=', 'touched.engagement_id')
            .where('member.account_id', 'not in', own),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('engagement_invitations as invitation')
            .select('invitation.id')
            .whereRef('invitation.catalog', '=', 'touched.catalog')
            .whereRef('invitation.engagement_id', '=', 'touched.engagement_id')
            .where((row) =>
              row.or([
                row('invitation.sender_account_id', 'not in', own),
                row('invitation.receiver_account_id', 'not in', own),
              ]),
            ),
        ),
      ),
    )
    .execute();
  await deleteWith(
    tx,
    'engagement',
    alone.map(({ catalog, engagement_id: id }) => ({ catalog, id })),
  );
};

const deleteOpportunities = async (tx: Queries, account: AccountId): Promise<void> => {
  const opportunities = await tx
    .deleteFrom('opportunities')
    .where('account_id', '=', account)
    .returning(['catalog', 'id'])
    .execute();
  await deleteWith(tx, 'opportunity', opportunities);
  for (const { catalog, id } of opportunities) await forgetPlannedReview(tx, { catalog, account, id });
};

const deleteTasks = async (tx: Queries, account: AccountId): Promise<void> => {
  const tasks = await tx
    .deleteFrom('tasks')
    .where('account_id', '=', account)
    .returning(['catalog', 'id'])
    .execute();
  await deleteWith(tx, 'task', tasks);
};

/** Deletes the injections that match this account only. Scans all injections. */
const deleteFaultsOf = async (tx: Queries, account: AccountId): Promise<void> => {
  const faults = await tx.selectFrom('faults').select(['id', 'match']).execute();
  const ids = faults.filter(({ match }) => JSON.parse(match).account === account).map(({ id }) => id);
  await tx.deleteFrom('faults').where('id', 'in', ids).execute();
};

export interface OwnerKey {
  catalog: Catalog;
  id: string;
}

/** Splits ids into lists of one catalog each, small enough for one statement. */
const byCatalog = (keys: OwnerKey[]): [Catalog, string[]][] =>
  [...Map.groupBy(keys, ({ catalog }) => catalog)].flatMap(([catalog, found]) =>
    Array.from({ length: Math.ceil(found.length / IDS_AT_ONCE) }, (_, part): [Catalog, string[]] => [
      catalog,
      found.slice(part * IDS_AT_ONCE, (part + 1) * IDS_AT_ONCE).map(({ id }) => id),
    ]),
  );

const IDS_AT_ONCE = 500;
