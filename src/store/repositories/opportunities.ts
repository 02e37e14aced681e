import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { AwsSummaryDocument, OpportunityDocument } from '../../model/documents.ts';
import { changedColumns } from '../changed-columns.ts';
import { filtered, range, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { AwsOpportunitySummaries } from '../tables/aws-opportunity-summaries.ts';
import type { Opportunities } from '../tables/opportunities.ts';
import type { Queries } from '../tables.ts';
import { type Participation, selectOpportunityIds } from './engagement-resources.ts';

/** An opportunity of an account. */
export interface Opportunity {
  catalog: Catalog;
  account_id: AccountId;
  id: string;
  created_at: Timestamp;
  modified_at: Timestamp;
  document: OpportunityDocument;
  invitation_id: string | null;
  source_account_id: AccountId | null;
  source_id: string | null;
}

const toRow = (opportunity: Opportunity): Opportunities => ({
  ...opportunity,
  ...searchColumns(opportunity.document),
  document: JSON.stringify(opportunity.document),
});

/** The columns to filter and sort by. */
const searchColumns = (document: OpportunityDocument) => ({
  company_name: document.Customer?.Account?.CompanyName ?? '',
  target_close_date: document.LifeCycle?.TargetCloseDate ?? '',
  stage: document.LifeCycle?.Stage ?? '',
  review_status: document.LifeCycle?.ReviewStatus ?? '',
});

export const fromRow = (row: Opportunities): Opportunity => {
  const { company_name, target_close_date, stage, review_status, document, ...identity } = row;
  return { ...identity, document: JSON.parse(document) };
};

/** Throws a unique violation if the account has an opportunity with this id or from the same invitation. */
export const insertOpportunity = async (db: Queries, opportunity: Opportunity): Promise<void> => {
  await insert.run(db, toRow(opportunity));
};

const insert = prepare((db, row: Opportunities) => db.insertInto('opportunities').values(row));

export const findOpportunity = async (
  db: Queries,
  { catalog, account_id, id }: OpportunityKey,
): Promise<Opportunity | undefined> => {
  const row = await byKey.first(db, { catalog, account_id, id });
  return row && fromRow(row);
};

type OpportunityKey = Pick<Opportunities, 'catalog' | 'account_id' | 'id'>;

const selectByKey = (db: Queries, { catalog, account_id, id }: OpportunityKey) =>
  db
    .selectFrom('opportunities')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('account_id', '=', account_id)
    .where('id', '=', id);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: OpportunityKey) => selectByKey(db, key).forUpdate());

/** Returns the opportunity and locks it until the transaction ends. */
export const lockOpportunity = async (
  tx: Queries,
  { catalog, account_id, id }: OpportunityKey,
): Promise<Opportunity | undefined> => {
  const row = await byKeyLocked.first(tx, { catalog, account_id, id });
  return row && fromRow(row);
};

/** Returns the first opportunity with which an account participates in an engagement. One query. */
export const findOpportunityInEngagement = async (
  db: Queries,
  participation: Participation,
): Promise<Opportunity | undefined> => {
  const row = await inEngagement.first(db, participation);
  return row && fromRow(row);
};

/** The same, but locks the opportunity until the transaction ends. */
export const lockOpportunityInEngagement = async (
  tx: Queries,
  participation: Participation,
): Promise<Opportunity | undefined> => {
  const row = await inEngagementLocked.first(tx, participation);
  return row && fromRow(row);
};

const selectInEngagement = (db: Queries, participation: Participation) =>
  db
    .selectFrom('opportunities')
    .selectAll()
    .where('catalog', '=', participation.catalog)
    .where('account_id', '=', participation.owner)
    .where('id', '=', selectOpportunityIds(db, participation).limit(1));

const inEngagement = prepare(selectInEngagement);
const inEngagementLocked = prepare((db, participation: Participation) =>
  selectInEngagement(db, participation).forUpdate(),
);

export const findOpportunityFromInvitation = async (
  db: Queries,
  { catalog, account_id, invitation_id }: { catalog: Catalog; account_id: AccountId; invitation_id: string },
): Promise<{ id: string } | undefined> =>
  db
    .selectFrom('opportunities')
    .select('id')
    .where('catalog', '=', catalog)
    .where('account_id', '=', account_id)
    .where('invitation_id', '=', invitation_id)
    .executeTakeFirst();

/** Returns the opportunities made from this one, which follow its review, and locks them until the transaction ends. */
export const lockFollowers = async (tx: Queries, source: Opportunity): Promise<Opportunity[]> => {
  const rows = await tx
    .selectFrom('opportunities')
    .selectAll()
    .where('catalog', '=', source.catalog)
    .where('source_account_id', '=', source.account_id)
    .where('source_id', '=', source.id)
    .orderBy('account_id')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(fromRow);
};

/**
 * Writes the changed state of an opportunity. Returns false without writing if it was modified after `current`. Of the columns
 * to search by it sets only those that change.
 */
export const updateOpportunity = async (
  db: Queries,
  current: Opportunity,
  { document, modified_at }: Pick<Opportunity, 'document' | 'modified_at'>,
): Promise<boolean> => {
  const { catalog, account_id, id, modified_at: expected } = current;
  const searched = changedColumns(searchColumns(current.document), searchColumns(document));
  const changes = { ...searched, modified_at, document: JSON.stringify(document) };
  return (await update.run(db, { key: { catalog, account_id, id }, expected, changes })) > 0;
};

const update = prepare(
  (
    db,
    given: {
      key: OpportunityKey;
      expected: Timestamp;
      changes: Pick<Opportunities, 'modified_at' | 'document'>;
    },
  ) =>
    db
      .updateTable('opportunities')
      .set(given.changes)
      .where('catalog', '=', given.key.catalog)
      .where('account_id', '=', given.key.account_id)
      .where('id', '=', given.key.id)
      .where('modified_at', '=', given.expected),
);

export interface OpportunityFilter {
  catalog: Catalog;
  account: AccountId;
  ids?: string[] | undefined;
  stages?: string[] | undefined;
  reviewStatuses?: string[] | undefined;
  companyNames?: string[] | undefined;
  /** Column, comparison and bound. A range without a bound is ignored. */
  ranges: ['modified_at' | 'created_at' | 'target_close_date', '<' | '>' | '>=', string | undefined][];
}

/** Selects an account's opportunities. An empty list of values does not filter. Sorts by each column of a range, and by company. */
export const queryOpportunities = (db: Queries, filter: OpportunityFilter) =>
  filtered(
    db,
    db
      .selectFrom('opportunities')
      .selectAll()
      .where('catalog', '=', filter.catalog)
      .where('account_id', '=', filter.account),
    [
      values('id', filter.ids, 'unique'),
      values('company_name', filter.companyNames, ['id']),
      values('review_status', filter.reviewStatuses, ['modified_at', 'id']),
      values('stage', filter.stages, ['modified_at', 'id']),
      ...filter.ranges.map(([column, comparison, bound]) => range(column, comparison, bound, ['id'])),
    ],
  );

type SummaryKey = Pick<AwsOpportunitySummaries, 'catalog' | 'opportunity_id'>;

export const findAwsSummary = async (
  db: Queries,
  { catalog, opportunity_id }: SummaryKey,
): Promise<AwsSummaryDocument | undefined> => {
  const row = await db
    .selectFrom('aws_opportunity_summaries')
    .select('document')
    .where('catalog', '=', catalog)
    .where('opportunity_id', '=', opportunity_id)
    .executeTakeFirst();
  return row && JSON.parse(row.document);
};

/** Inserts or replaces AWS's side of an opportunity. */
export const putAwsSummary = async (
  db: Queries,
  { catalog, opportunity_id }: SummaryKey,
  document: AwsSummaryDocument,
): Promise<void> => {
  await db
    .insertInto('aws_opportunity_summaries')
    .values({ catalog, opportunity_id, document: JSON.stringify(document) })
    .onConflict((conflict) =>
      conflict.columns(['catalog', 'opportunity_id']).doUpdateSet({ document: JSON.stringify(document) }),
    )
    .execute();
};
