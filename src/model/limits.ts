import type { Limits } from '../kit/shape/limit.ts';
import { account } from './limits/account.ts';
import { engagements } from './limits/engagements.ts';
import { invitations } from './limits/invitations.ts';
import { leads } from './limits/leads.ts';
import { opportunities } from './limits/opportunities.ts';
import { prospecting } from './limits/prospecting.ts';
import { snapshots } from './limits/snapshots.ts';
import { tasks } from './limits/tasks.ts';

/**
 * The limits of every input member that the SDK's schemas lack (lengths, counts, patterns), by structure and member. A
 * member that is not listed has no limit. Source: the service's model 2022-07-26 in botocore or, if a file says so, the
 * API reference, which is newer. Enums are the SDK's own, so that an upgrade brings new values; value lists that exist
 * only in prose are in `limits/prose.ts`. The model's patterns are Java's; those with exponential backtracking are
 * rewritten to equivalent linear ones.
 */
export const limits: Limits = {
  ...account,
  ...engagements,
  ...invitations,
  ...leads,
  ...opportunities,
  ...prospecting,
  ...snapshots,
  ...tasks,
};

/**
 * Members that the API requires although the SDK's schema does not: API reference, CreateEngagement, read November 2026.
 * Idempotency tokens are always required: SDKs generate them.
 */
export const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  CreateEngagementRequest: ['Title', 'Description'],
};

/**
 * Members for which null is a value. AWS docs, working-with-deal-sizing-insights: an omitted duration stays, null removes it. See
 * rules/opportunities/spend.ts.
 */
export const nullable: Readonly<Record<string, readonly string[]>> = {
  Project: ['ExpectedContractDuration'],
};
