import { parseArgs } from 'node:util';
import type { CreateEngagementInvitationRequest } from '@aws-sdk/client-partnercentral-selling';
import type { Insertable } from 'kysely';
import type { OpportunityDocument } from '../src/model/documents.ts';
import { openStore, type Store, type StoreLocation } from '../src/store/index.ts';
import { deadLetterId } from '../src/store/repositories/dead-letters.ts';
import { newTask } from '../src/store/repositories/tasks.ts';
import type { Queries, Tables } from '../src/store/tables.ts';
import { leadInvitation, opportunity, opportunityInvitation } from '../test/support/data.ts';

/** Opportunities per transaction, and rows per statement: PostgreSQL takes 65,535 values at once. */
const BATCH = 5_000;
const ROWS = 250;
const DAY = 86_400_000;
const BEGIN = Date.UTC(2024, 0, 1);
/** Every third opportunity was referred by AWS: it has an engagement, an invitation, and tasks. */
const REFERRED = 3;

/** What is rare: one opportunity of the account has each, whatever their number. */
export const rare = {
  ...{ stage: 'Closed Lost', reviewStatus: 'Rejected', company: 'Rare Corp' },
  target: 'rule/rare/target',
} as const;

/** The target that most dead letters are of. */
export const LOADED_TARGET = 'rule/loaded/target';

export interface Load {
  catalog: 'AWS' | 'Sandbox';
  account: string;
  count: number;
}

/**
 * Fills an account with opportunities of a realistic spread, and engagements, invitations, tasks and snapshot jobs in proportion,
 * writing the rows directly. Some 10,000 opportunities a second on SQLite. Works on a store that no server uses.
 */
export const loadOpportunities = async (
  store: Store,
  load: Load,
  onProgress: (written: number) => void = () => {},
): Promise<void> => {
  for (let begin = 0; begin < load.count; begin += BATCH) {
    const end = Math.min(begin + BATCH, load.count);
    const indexes = Array.from({ length: end - begin }, (_, place) => begin + place);
    const referred = indexes.filter((index) => index % REFERRED === 0);
    await store.transaction(async (tx) => {
      await insert(
        tx,
        'opportunities',
        indexes.map((index) => opportunityRow(load, index)),
      );
      await insert(
        tx,
        'engagements',
        referred.map((index) => engagementRow(load, index)),
      );
      await insert(
        tx,
        'engagement_members',
        referred.flatMap((index) => memberRows(load, index)),
      );
      await insert(
        tx,
        'engagement_invitations',
        referred.map((index) => invitationRow(load, index)),
      );
      await insert(
        tx,
        'tasks',
        referred.map((index) => taskRow(load, index)),
      );
      await insert(
        tx,
        'engagement_resources',
        referred.map((index) => resourceRow(load, index)),
      );
      await insert(
        tx,
        'resource_snapshot_jobs',
        referred.map((index) => snapshotJobRow(load, index)),
      );
      await insert(
        tx,
        'events',
        indexes.map((index) => eventRow(load, index)),
      );
      await insert(
        tx,
        'dead_letters',
        referred.map((index) => deadLetterRow(load, index)),
      );
    });
    onProgress(end);
  }
};

const insert = async <T extends keyof Tables>(
  tx: Queries,
  table: T,
  rows: Insertable<Tables[T]>[],
): Promise<void> => {
  for (let begin = 0; begin < rows.length; begin += ROWS) {
    await tx
      .insertInto(table)
      .values(rows.slice(begin, begin + ROWS) as never)
      .execute();
  }
};

/** Values that are as frequent as their weights, spread evenly; the same for an index each time. */
const spread = <T>(weights: readonly (readonly [T, number])[]) => {
  const values = weights.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
  return (index: number, salt: number): T => values[((index + salt) * 7_919) % values.length] as T;
};

const stageOf = spread([
  ['Prospect', 15],
  ['Qualified', 30],
  ['Technical Validation', 20],
  ['Business Validation', 15],
  ['Committed', 13],
  ['Launched', 8],
] as const);
const reviewOf = spread([
  ['Pending Submission', 13],
  ['Submitted', 2],
  ['In review', 3],
  ['Action Required', 2],
  ['Approved', 83],
] as const);
const invitationStatusOf = spread([
  ['ACCEPTED', 81],
  ['REJECTED', 9],
  ['EXPIRED', 7],
  ['PENDING', 6],
] as const);
const taskStatusOf = spread([
  ['COMPLETE', 97],
  ['FAILED', 4],
] as const);

const momentOf = (index: number): string => new Date(BEGIN + index * 60_000).toISOString();
const base36 = (index: number, length: number): string => index.toString(36).padStart(length, '0');
export const opportunityIdOf = (index: number): string => `O${1_000_000_000 + index}`;
export const engagementIdOf = (index: number): string => `eng-${base36(index, 14)}`;
export const invitationIdOf = (index: number): string => `engi-${base36(index, 13)}`;
export const taskIdOf = (index: number): string => `task-${base36(index, 13)}`;
/** A customer has some twenty opportunities. */
const companyOf = (index: number, count: number): string =>
  `Company ${String((index * 7_919) % Math.max(1, Math.floor(count / 20))).padStart(6, '0')}`;

const { Catalog: _, ClientToken, Origin, ...template } = opportunity();

const opportunityRow = ({ catalog, account, count }: Load, index: number): Tables['opportunities'] => {
  // The first of all, so that whoever searches from the newest on passes all others.
  const isRare = index === 0;
  const stage = isRare ? rare.stage : stageOf(index, 1);
  const reviewStatus = isRare ? rare.reviewStatus : reviewOf(index, 2);
  const company = isRare ? rare.company : companyOf(index, count);
  const closes = new Date(BEGIN + ((index * 31) % 1_000) * DAY).toISOString().slice(0, 10);
  const document = {
    ...template,
    Customer: { ...template.Customer, Account: { ...template.Customer?.Account, CompanyName: company } },
    LifeCycle: { ...template.LifeCycle, Stage: stage, ReviewStatus: reviewStatus, TargetCloseDate: closes },
  } as OpportunityDocument;
  return {
    catalog,
    account_id: account,
    id: opportunityIdOf(index),
    created_at: momentOf(index),
    modified_at: momentOf(index),
    company_name: company,
    target_close_date: closes,
    stage,
    review_status: reviewStatus,
    document: JSON.stringify(document),
    invitation_id: index % REFERRED === 0 ? invitationIdOf(index) : null,
    source_account_id: null,
    source_id: null,
  };
};

const engagementRow = ({ catalog }: Load, index: number): Tables['engagements'] => ({
  catalog,
  id: engagementIdOf(index),
  title: `Engagement ${index}`,
  description: 'What we do together',
  created_at: momentOf(index),
  created_by: 'aws',
  modified_at: momentOf(index),
  modified_by: 'aws',
  member_count: 2,
  contexts: '[]',
  context_types: index === 0 ? '|Lead|' : '|CustomerProject|',
});

const memberRows = ({ catalog, account }: Load, index: number): Tables['engagement_members'][] =>
  ['aws', account].map((member) => ({
    catalog,
    engagement_id: engagementIdOf(index),
    account_id: member,
    joined_at: momentOf(index),
    engagement_created_at: momentOf(index),
  }));

const payloadOf = ({ Invitation }: CreateEngagementInvitationRequest): string =>
  JSON.stringify(Invitation?.Payload);
const [LEAD, PROJECT] = [payloadOf(leadInvitation('', '')), payloadOf(opportunityInvitation('', ''))];

/** A server turns what is pending and late into EXPIRED within moments, so what is pending here has time. */
const expiryOf = (index: number): string =>
  invitationStatusOf(index, 3) === 'PENDING'
    ? '2099-01-01T00:00:00.000Z'
    : momentOf(index + (15 * DAY) / 60_000);

const invitationRow = ({ catalog, account }: Load, index: number): Tables['engagement_invitations'] => ({
  catalog,
  id: invitationIdOf(index),
  engagement_id: engagementIdOf(index),
  sender_account_id: 'aws',
  receiver_account_id: account,
  receiver_alias: '',
  status: invitationStatusOf(index, 3),
  invitation_date: momentOf(index),
  expiration_date: expiryOf(index),
  message: 'Join us',
  payload_type: index === 0 ? 'LeadInvitation' : 'OpportunityInvitation',
  payload: index === 0 ? LEAD : PROJECT,
  rejection_reason: '',
});

const taskRow = ({ catalog, account }: Load, index: number): Tables['tasks'] =>
  newTask({
    catalog,
    id: taskIdOf(index),
    account_id: account,
    operation: 'StartEngagementByAcceptingInvitationTask',
    start_time: momentOf(index),
    end_time: momentOf(index),
    status: taskStatusOf(index, 4),
    step: 3,
    invitation_id: invitationIdOf(index),
    engagement_id: engagementIdOf(index),
    opportunity_id: opportunityIdOf(index),
  });

const resourceRow = ({ catalog, account }: Load, index: number): Tables['engagement_resources'] => ({
  catalog,
  engagement_id: engagementIdOf(index),
  resource_type: 'Opportunity',
  resource_id: opportunityIdOf(index),
  created_by: account,
});

const snapshotJobRow = ({ catalog, account }: Load, index: number): Tables['resource_snapshot_jobs'] => ({
  catalog,
  id: `job-${base36(index, 13)}`,
  account_id: account,
  engagement_id: engagementIdOf(index),
  resource_type: 'Opportunity',
  resource_id: opportunityIdOf(index),
  template: 'OpportunitySummaryView',
  status: index === 0 ? 'Stopped' : 'Running',
  created_at: momentOf(index),
  last_success_at: '',
  last_failure: '',
});

/** The event with which an opportunity was created. Its sequence is the index and one. */
const eventRow = ({ catalog, account }: Load, index: number): Insertable<Tables['events']> => ({
  account_id: account,
  event: JSON.stringify(eventOf({ catalog, account }, index)),
});

const eventOf = ({ catalog, account }: Omit<Load, 'count'>, index: number): object => ({
  version: '0',
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  'detail-type': 'Opportunity Created',
  source: 'aws.partnercentral-selling',
  account,
  time: momentOf(index),
  region: 'us-east-1',
  resources: [],
  detail: { schemaVersion: '1', catalog, opportunity: { identifier: opportunityIdOf(index) } },
});

/** One event in three could not be delivered; of the rare target, one in all. */
const deadLetterRow = (load: Load, index: number): Tables['dead_letters'] => ({
  id: deadLetterId(index + 1, base36(index, 8)),
  account_id: load.account,
  subscription_id: index === 0 ? rare.target : LOADED_TARGET,
  event: JSON.stringify(eventOf(load, index)),
  attempts: 5,
  last_error: 'NO_RESPONSE: nobody answered',
  created_at: momentOf(index),
  state: 'dead',
});

/** `node bench/load-opportunities.ts --count 1000000 --data DIR`, or `--database-url URL`. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000000' },
      account: { type: 'string', default: '111122223333' },
      data: { type: 'string' },
      'database-url': { type: 'string' },
    },
  });
  const { data: folder, 'database-url': databaseUrl, account } = values;
  const location: StoreLocation | undefined = databaseUrl ? { databaseUrl } : folder ? { folder } : undefined;
  if (!location) throw new Error('Say where with --data DIR or --database-url URL.');
  const store = await openStore(location);
  const load = { catalog: 'Sandbox', account, count: Number(values.count) } as const;
  await loadOpportunities(store, load, (written) => process.stderr.write(`\r${written} opportunities`));
  process.stderr.write('\n');
  await store.close();
};

if (import.meta.main) await main();
