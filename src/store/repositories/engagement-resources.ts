import type { AccountId, Catalog } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { EngagementResources } from '../tables/engagement-resources.ts';
import type { Queries } from '../tables.ts';
import { isShownTo } from './snapshots.ts';

/** Makes an opportunity part of an engagement; a second time changes nothing. */
export const associateOpportunity = async (
  db: Queries,
  catalog: Catalog,
  engagement: string,
  opportunity: string,
  owner: AccountId,
): Promise<void> => {
  await associate.run(db, {
    catalog,
    engagement_id: engagement,
    resource_type: 'Opportunity',
    resource_id: opportunity,
    created_by: owner,
  });
};

const associate = prepare((db, row: EngagementResources) =>
  db
    .insertInto('engagement_resources')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

/** The opportunity with which an account takes part in an engagement. */
export const findAssociatedOpportunity = async (
  db: Queries,
  catalog: Catalog,
  engagement: string,
  owner: AccountId,
): Promise<string | undefined> => {
  const row = await associated.first(db, { catalog, engagement, owner });
  return row?.resource_id;
};

const associated = prepare(
  (db, { catalog, engagement, owner }: { catalog: Catalog; engagement: string; owner: AccountId }) =>
    db
      .selectFrom('engagement_resources')
      .select('resource_id')
      .where('catalog', '=', catalog)
      .where('engagement_id', '=', engagement)
      .where('resource_type', '=', 'Opportunity')
      .where('created_by', '=', owner)
      .orderBy('resource_id'),
);

/** The opportunities with which an account takes part in an engagement: a lead each, say. */
export const findAssociatedOpportunities = async (
  db: Queries,
  catalog: Catalog,
  engagement: string,
  owner: AccountId,
): Promise<string[]> => {
  const rows = await associated.all(db, { catalog, engagement, owner });
  return rows.map((row) => row.resource_id);
};

/** The engagements in which an account takes part with an opportunity. */
export const findEngagementsOf = async (
  db: Queries,
  catalog: Catalog,
  opportunity: string,
  owner: AccountId,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('engagement_resources')
    .select('engagement_id')
    .where('catalog', '=', catalog)
    .where('resource_id', '=', opportunity)
    .where('created_by', '=', owner)
    .orderBy('engagement_id')
    .execute();
  return rows.map((row) => row.engagement_id);
};

export interface AssociationFilter {
  engagement?: string | undefined;
  resource?: string | undefined;
  createdBy?: AccountId | undefined;
}

/**
 * Resources of the engagements of a member of which their owner shows it a snapshot there; page them by `resource.engagement_id`,
 * `resource_id`, `created_by`.
 */
export const queryAssociations = (
  db: Queries,
  catalog: Catalog,
  member: AccountId,
  { engagement, resource, createdBy }: AssociationFilter,
) =>
  db
    .selectFrom('engagement_resources as resource')
    .innerJoin('engagement_members as member', (join) =>
      join
        .onRef('member.catalog', '=', 'resource.catalog')
        .onRef('member.engagement_id', '=', 'resource.engagement_id')
        .on('member.account_id', '=', member),
    )
    .selectAll('resource')
    .where('resource.catalog', '=', catalog)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('resource_snapshots')
          .select('resource_snapshots.revision')
          .whereRef('resource_snapshots.catalog', '=', 'resource.catalog')
          .whereRef('resource_snapshots.engagement_id', '=', 'resource.engagement_id')
          .whereRef('resource_snapshots.resource_type', '=', 'resource.resource_type')
          .whereRef('resource_snapshots.resource_id', '=', 'resource.resource_id')
          .whereRef('resource_snapshots.created_by', '=', 'resource.created_by')
          .where(isShownTo(member)),
      ),
    )
    .$if(engagement !== undefined, (query) => query.where('resource.engagement_id', '=', engagement ?? ''))
    .$if(resource !== undefined, (query) => query.where('resource.resource_id', '=', resource ?? ''))
    .$if(createdBy !== undefined, (query) => query.where('resource.created_by', '=', createdBy ?? ''));
