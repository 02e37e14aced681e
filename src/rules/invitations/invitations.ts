import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { AccountId, Timestamp } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';

const DAY = 86_400_000;

/**
 * Maximum of partners in an engagement: the creator and nine invited ones; AWS does not count.
 * AWS docs: working-with-multi-partner-opportunities.
 */
export const PARTNER_LIMIT = 10;

/** Counts the partners among accounts: all but AWS. */
export const countPartners = (accounts: readonly AccountId[]): number =>
  accounts.filter((account) => account !== AWS_ACCOUNT).length;

/** An invitation expires after 15 days. AWS docs: working-with-opportunities-from-aws. */
export const expirationDate = (sentAt: Timestamp): Timestamp => plusMilliseconds(sentAt, 15 * DAY);

/** The columns that decide whether the expiration date is shown. */
interface Shown {
  payload_type: 'OpportunityInvitation' | 'LeadInvitation';
  expiration_date: Timestamp;
}

/**
 * The expiration date as responses show it: undefined once the invitation is accepted, and undefined for a lead, although
 * it expires too (AWS docs: working-with-your-leads). seen: GetEngagementInvitation and ListEngagementInvitations
 */
export const shownExpiration = (
  { payload_type, expiration_date }: Shown,
  status: Status,
): Timestamp | undefined =>
  status === 'ACCEPTED' || payload_type === 'LeadInvitation' ? undefined : expiration_date;

/**
 * Whether an account may see the payload and the members of an invitation: the receiver who rejected it may not.
 * AWS docs: working-with-multi-partner-opportunities, "Responding to an engagement invitation".
 */
export const seesDetails = (
  { receiver_account_id }: { receiver_account_id: AccountId },
  status: Status,
  account: AccountId,
): boolean => status !== 'REJECTED' || receiver_account_id !== account;

type Status = 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';

/** The status at `now`: a PENDING invitation past its expiration date is EXPIRED, even if the row does not say so yet. */
export const effectiveStatus = (
  invitation: { status: Status; expiration_date: Timestamp },
  now: Timestamp,
): Status =>
  invitation.status === 'PENDING' && invitation.expiration_date <= now ? 'EXPIRED' : invitation.status;
