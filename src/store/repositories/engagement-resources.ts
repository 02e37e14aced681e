import { sql } from 'kysely';
import type { AccountId, Catalog } from '../../model/contract.ts';
import { filtered, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { EngagementResources } from '../tables/engagement-resources.ts';
import type { Opportunities } from '../tables/opportunities.ts';
import type { Queries } from '../tables.ts';
import { isShownTo } from './snapshots.ts';

/** An account's participation with opportunities in an engagement. */
export interface Participation {
  catalog: Catalog;
  engagement_id: string;
  owner: AccountId;
}

/** Makes an opportunity a resource of an engagement. Idempotent. */
export const addToEngagement = async (
  db: Queries,
  { catalog, engagement_id, owner, opportunity_id }: Participation & { opportunity_id: string },
): Promise<void> => {
  await add.run(db, {
    catalog,
    engagement_id,
    resource_type: 'Opportunity',
    resource_id: opportunity_id,
    created_by: owner,
  });
};

const add = prepare((db, row: EngagementResources) =>
  db
    .insertInto('engagement_resources')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

/** Selects, in order, the ids of the opportunities with which an account participates in an engagement. */
export const selectOpportunityIds = (db: Queries, { catalog, engagement_id, owner }: Participation) =>
  db
    .selectFrom('engagement_resources')
    .select('resource_id')
    .where('catalog', '=', catalog)
    .where('engagement_id', '=', engagement_id)
    .where('resource_type', '=', 'Opportunity')
    .where('created_by', '=', owner)
    .orderBy('resource_id');

/** Returns the ids of the opportunities with which an account participates in an engagement: there may be one per lead. */
export const findOpportunityIds = async (db: Queries, participation: Participation): Promise<string[]> => {
  const rows = await opportunityIds.all(db, participation);
  return rows.map((row) => row.resource_id);
};

const opportunityIds = prepare(selectOpportunityIds);

/** Returns the engagements in which an account participates with its opportunity. */
export const findEngagementsOf = async (
  db: Queries,
  { catalog, account_id, id }: Pick<Opportunities, 'catalog' | 'account_id' | 'id'>,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('engagement_resources')
    .select('engagement_id')
    .where('catalog', '=', catalog)
    .where('resource_id', '=', id)
    .where('created_by', '=', account_id)
    .orderBy('engagement_id')
    .execute();
  return rows.map((row) => row.engagement_id);
};

export interface AssociationFilter {
  catalog: Catalog;
  member: AccountId;
  engagement?: string | undefined;
  resource?: string | undefined;
  createdBy?: AccountId | undefined;
}

/**
 * Selects the resources of a member's engagements of which their owner shows it a snapshot there. Page by
 * `member.engagement_id`, `resource.resource_id`, `created_by`.
 */
export const queryAssociations = (
  db: Queries,
  { catalog, member, engagement, resource, createdBy }: AssociationFilter,
) => {
  // A cross join is read in this order by SQLite: the engagements of a member by index, or those of a resource.
  const joined =
    resource === undefined
      ? db.selectFrom('engagement_members as member').crossJoin('engagement_resources as resource')
      : db.selectFrom('engagement_resources as resource').crossJoin('engagement_members as member');
  const all = joined
    .selectAll('resource')
    .whereRef('resource.catalog', '=', 'member.catalog')
    .whereRef('resource.engagement_id', '=', 'member.engagement_id')
    .where('resource.catalog', '=', catalog)
    .where('resource.resource_type', '=', 'Opportunity')
    .where('member.catalog', '=', catalog)
    .where('member.account_id', '=', member)
    .$if(engagement !== undefined, (query) => query.where('member.engagement_id', '=', engagement ?? ''))
    .$if(resource !== undefined, (query) => query.where('resource.resource_id', '=', resource ?? ''));
  return filtered(db, all, [
    { where: isShownIn(catalog, member) },
    values('created_by', createdBy === undefined ? undefined : [createdBy]),
  ]);
};

/** Whether the owner of a resource shows a member a snapshot of it. */
const isShownIn = (catalog: Catalog, member: AccountId) => sql<boolean>`exists (
  select 1 from resource_snapshots
  where resource_snapshots.catalog = ${catalog}
    and resource_snapshots.engagement_id = page.engagement_id
    and resource_snapshots.resource_type = page.resource_type
    and resource_snapshots.resource_id = page.resource_id
    and resource_snapshots.created_by = page.created_by
    and ${isShownTo(member)})`;
