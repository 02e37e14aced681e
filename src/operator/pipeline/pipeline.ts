import Type, { type Static } from 'typebox';
import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { breathe } from '../../kit/flow/pace.ts';
import { type ShareBriefly, shareBriefly } from '../../kit/flow/share-briefly.ts';
import type { Catalog as CatalogName, AccountId as Id, Timestamp } from '../../model/contract.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import { createSpendSum, type SpendSum } from '../../rules/opportunities/spend-sum.ts';
import {
  countInProgress,
  findInvitationsSince,
  type PipelinePosition,
  readPipeline,
} from '../../store/repositories/pipeline.ts';
import type { Queries } from '../../store/tables.ts';
import { action } from '../action.ts';
import { AccountId, Catalog } from '../schemas.ts';
import { stepNames } from '../task-kinds.ts';

/** How many opportunities are counted, and how many are read at once. */
const MOST_COUNTED = 10_000;
const PAGE_SIZE = 250;
/** How many invitations, and how many tasks of each kind, are looked at. */
const MOST_INVITATIONS = 1_000;
const MOST_TASKS = 200;
/** No pending invitation is older: it expires after 15 days (rules/invitations). */
const OLDEST_INVITATION_MS = 16 * 86_400_000;
/** How long a pipeline is shown again without being counted. */
const FRESH_MS = 1_000;
const MOST_KEPT = 1_000;

const Share = Type.Object({
  name: Type.String({ description: 'The stage, or the review status.' }),
  count: Type.Integer(),
  monthlySpend: Type.Array(Type.Object({ currencyCode: Type.String(), amount: Type.String() }), {
    description: 'The sum of the expected monthly spend, by currency.',
  }),
});

const Pipeline = Type.Object({
  opportunities: Type.Integer({ description: 'How many were counted.' }),
  isComplete: Type.Boolean({
    description: `Whether these are all. At most the ${MOST_COUNTED} that were modified last are counted.`,
  }),
  byStage: Type.Array(Share),
  byReviewStatus: Type.Array(Share),
  invitations: Type.Object({
    pending: Type.Integer({
      description: `Received, neither answered nor expired, of the ${MOST_INVITATIONS} latest.`,
    }),
    nextExpiration: Type.Optional(Type.String({ description: 'When the first of them expires.' })),
  }),
  tasksInProgress: Type.Integer({ description: `Of the ${MOST_TASKS} latest of each kind.` }),
  countedAt: Type.String({ description: "The server's time at which it was counted." }),
});
type Pipeline = Static<typeof Pipeline>;

/** By store, because a process may have several servers. */
const shared = new WeakMap<object, ShareBriefly<Pipeline>>();

/**
 * Costs one query per 250 of the opportunities that are counted, in turn with other requests, and six by index; nothing if
 * it was counted within the last second, or within nine times as long as counting took.
 */
export const pipeline = action({
  name: 'pipeline',
  method: 'GET',
  path: '/_cosell/pipeline',
  summary: 'Counts an account’s opportunities by stage and review status, and what waits for it.',
  own: 'cosell:ReadPipeline',
  takes: Type.Object({ account: AccountId, catalog: Catalog }),
  answers: Pipeline,
  command: { example: 'cosell pipeline --account 111122223333 --catalog AWS' },
  handle: async ({ account: given, catalog }, { reads, now, services }) => {
    const account = normalAccount(given) ?? given;
    const share = shared.get(services.store) ?? shareBriefly<Pipeline>(FRESH_MS, MOST_KEPT);
    shared.set(services.store, share);
    return share(`${catalog}/${account}`, () => countAll(reads, { account, catalog }, now));
  },
});

interface Place {
  account: Id;
  catalog: CatalogName;
}

const countAll = async (reads: Queries, place: Place, now: Timestamp): Promise<Pipeline> => {
  const [byStage, byReviewStatus] = [createShares(), createShares()];
  let opportunities = 0;
  let position: PipelinePosition | undefined;
  do {
    const page = await readPipeline(reads, place, position, PAGE_SIZE);
    for (const { stage, reviewStatus, spend } of page.opportunities) {
      byStage.add(stage, spend);
      byReviewStatus.add(reviewStatus, spend);
    }
    opportunities += page.opportunities.length;
    position = page.next;
    await breathe();
  } while (position && opportunities < MOST_COUNTED);
  return {
    opportunities,
    isComplete: position === undefined,
    byStage: byStage.shares(),
    byReviewStatus: byReviewStatus.shares(),
    invitations: await countInvitations(reads, place, now),
    tasksInProgress: await countTasks(reads, place),
    countedAt: now,
  };
};

/** Counts opportunities by name. */
const createShares = () => {
  const found = new Map<string, { count: number; spend: SpendSum }>();
  return {
    add: (name: string, spends: Parameters<SpendSum['add']>[0]): void => {
      const share = found.get(name) ?? { count: 0, spend: createSpendSum() };
      share.count += 1;
      share.spend.add(spends);
      found.set(name, share);
    },
    /** The most frequent first. */
    shares: (): Static<typeof Share>[] =>
      [...found]
        .map(([name, { count, spend }]) => ({ name, count, monthlySpend: spend.total() }))
        .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
  };
};

const countInvitations = async (
  reads: Queries,
  place: Place,
  now: Timestamp,
): Promise<Pipeline['invitations']> => {
  const since = plusMilliseconds(now, -OLDEST_INVITATION_MS);
  const latest = await findInvitationsSince(reads, place, since, MOST_INVITATIONS);
  const pending = latest
    .filter((invitation) => effectiveStatus(invitation, now) === 'PENDING')
    .map(({ expiration_date }) => expiration_date)
    .sort();
  return { pending: pending.length, ...(pending[0] !== undefined && { nextExpiration: pending[0] }) };
};

const countTasks = async (reads: Queries, place: Place): Promise<number> => {
  const counts = await Promise.all(
    [...stepNames.keys()].map((operation) => countInProgress(reads, place, operation, MOST_TASKS)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};
