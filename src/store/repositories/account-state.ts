import type { AccountId, Catalog } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import type { Queries } from '../tables.ts';
import { forgetPlannedReview } from './planned-reviews.ts';

/**
 * Deletes everything that is an account's alone: its opportunities with AWS's side of them, tasks, snapshot jobs,
 * solutions, settings, tags, events, rules, targets, dead letters and faults, and the engagements and invitations in
 * which nobody but it, and AWS, takes part. What it shares with other partners stays, with the snapshots in it, but
 * names its opportunities no longer. AWS is an account of its own, whose opportunities and events stay too.
 * Costs some 20 statements, one for each opportunity, and one more for each 500 rows; they read what is the account's, all
 * tags and all faults.
 */
export const deleteAccountState = async (tx: Queries, account: AccountId): Promise<void> => {
  await deleteEngagements(tx, account);
  await deleteOpportunities(tx, account);
  await deleteTasks(tx, account);
  for (const table of ownTables) await tx.deleteFrom(table).where('account_id', '=', account).execute();
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

/** Tables whose rows are one account's each. */
const ownTables = [
  'resource_snapshot_jobs',
  'client_tokens',
  'solutions',
  'selling_system_settings',
  'events',
  'event_rules',
  'event_targets',
  'event_connections',
  'event_api_destinations',
  'event_subscriptions',
  'dead_letters',
  'accounts',
] as const;

/** What hangs on an engagement. */
const engagementTables = [
  'engagement_members',
  'engagement_resources',
  'engagement_invitations',
  'resource_snapshot_jobs',
  'resource_snapshots',
] as const;

/** Engagements of which no other partner is, was invited to be, or invites to be, a member. */
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
  for (const [catalog, ids] of byCatalog(alone.map(({ catalog, engagement_id: id }) => ({ catalog, id })))) {
    for (const table of engagementTables) {
      await tx.deleteFrom(table).where('catalog', '=', catalog).where('engagement_id', 'in', ids).execute();
    }
    await tx.deleteFrom('engagements').where('catalog', '=', catalog).where('id', 'in', ids).execute();
  }
};

const deleteOpportunities = async (tx: Queries, account: AccountId): Promise<void> => {
  const opportunities = await tx
    .deleteFrom('opportunities')
    .where('account_id', '=', account)
    .returning(['catalog', 'id'])
    .execute();
  for (const [catalog, ids] of byCatalog(opportunities)) {
    await tx
      .deleteFrom('aws_opportunity_summaries')
      .where('catalog', '=', catalog)
      .where('opportunity_id', 'in', ids)
      .execute();
    await tx
      .deleteFrom('engagement_resources')
      .where('catalog', '=', catalog)
      .where('resource_id', 'in', ids)
      .where('resource_type', '=', 'Opportunity')
      .execute();
    for (const id of ids) await forgetPlannedReview(tx, { catalog, account, id });
  }
};

const deleteTasks = async (tx: Queries, account: AccountId): Promise<void> => {
  const tasks = await tx
    .deleteFrom('tasks')
    .where('account_id', '=', account)
    .returning(['catalog', 'id'])
    .execute();
  for (const [catalog, ids] of byCatalog(tasks)) {
    await tx
      .deleteFrom('prospecting_results')
      .where('catalog', '=', catalog)
      .where('task_id', 'in', ids)
      .execute();
  }
};

/** Faults that are about this account and no other. */
const deleteFaultsOf = async (tx: Queries, account: AccountId): Promise<void> => {
  const faults = await tx.selectFrom('faults').select(['id', 'match']).execute();
  const ids = faults.filter(({ match }) => JSON.parse(match).account === account).map(({ id }) => id);
  await tx.deleteFrom('faults').where('id', 'in', ids).execute();
};

/** Ids in lists that a statement can take, each of one catalog. */
const byCatalog = (keys: { catalog: Catalog; id: string }[]): [Catalog, string[]][] =>
  [...Map.groupBy(keys, ({ catalog }) => catalog)].flatMap(([catalog, found]) =>
    Array.from({ length: Math.ceil(found.length / IDS_AT_ONCE) }, (_, part): [Catalog, string[]] => [
      catalog,
      found.slice(part * IDS_AT_ONCE, (part + 1) * IDS_AT_ONCE).map(({ id }) => id),
    ]),
  );

const IDS_AT_ONCE = 500;
