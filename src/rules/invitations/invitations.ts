import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { AccountId, Timestamp } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';

const DAY = 86_400_000;

/**
 * How many partners may be members of an engagement: one, and the nine that can be invited. AWS is not counted.
 * AWS docs: working-with-multi-partner-opportunities.
 */
export const PARTNER_LIMIT = 10;

/** How many of some members, or invited ones, are partners. */
export const countPartners = (accounts: readonly AccountId[]): number =>
  accounts.filter((account) => account !== AWS_ACCOUNT).length;

/** An invitation can be answered for 15 days. AWS docs: working-with-opportunities-from-aws. */
export const expirationDate = (sentAt: Timestamp): Timestamp => plusMilliseconds(sentAt, 15 * DAY);

/** What of an invitation decides what is shown of it. */
interface Shown {
  payload_type: 'OpportunityInvitation' | 'LeadInvitation';
  expiration_date: Timestamp;
}

/**
 * Until when an invitation can be answered, as it is shown: not once it is accepted, and not of a lead, though it expires
 * too (AWS docs: working-with-your-leads). seen: GetEngagementInvitation and ListEngagementInvitations
 */
export const shownExpiration = (
  { payload_type, expiration_date }: Shown,
  status: Status,
): Timestamp | undefined =>
  status === 'ACCEPTED' || payload_type === 'LeadInvitation' ? undefined : expiration_date;

/**
 * Whether an account may still see what an invitation is about, and who takes part: whoever rejected it may not.
 * AWS docs: working-with-multi-partner-opportunities, "Responding to an engagement invitation".
 */
export const seesDetails = (
  { receiver_account_id }: { receiver_account_id: AccountId },
  status: Status,
  account: AccountId,
): boolean => status !== 'REJECTED' || receiver_account_id !== account;

type Status = 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';

/** The status that counts: an invitation expires the moment its time is over, whether that was written down or not. */
export const effectiveStatus = (
  invitation: { status: Status; expiration_date: Timestamp },
  now: Timestamp,
): Status =>
  invitation.status === 'PENDING' && invitation.expiration_date <= now ? 'EXPIRED' : invitation.status;
