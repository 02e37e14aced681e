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
 * What the SDK's schemas do not know: how long, how many, of which form. By structure and member, for everything that
 * an operation takes; a member without a line has no limit. Source: the service's model 2022-07-26 as botocore
 * carries it, and where a file says so the API reference, which is newer. Enums are the SDK's own, so that an upgrade
 * brings new values; value lists that stand only in prose are in `limits/prose.ts`. The model's patterns are Java's;
 * those that would backtrack without end are rewritten to equal linear ones.
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
 * Members that the API requires and the SDK's schema leaves open: API reference, CreateEngagement, read November 2026.
 * Idempotency tokens are required wherever they are: SDKs fill them in.
 */
export const alsoRequired: Readonly<Record<string, readonly string[]>> = {
  CreateEngagementRequest: ['Title', 'Description'],
};
