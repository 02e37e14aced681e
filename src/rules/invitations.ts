import { plusMilliseconds } from '../model/clock.ts';
import type { Timestamp } from '../model/contract.ts';

const DAY = 86_400_000;

/** How many accounts may be members of an engagement. AWS docs: working-with-multi-partner-opportunities. */
export const MEMBER_LIMIT = 10;

/** An invitation can be answered for 15 days. AWS docs: working-with-opportunities-from-aws. */
export const expirationDate = (sentAt: Timestamp): Timestamp => plusMilliseconds(sentAt, 15 * DAY);

type Status = 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';

/** The status that counts: an invitation expires the moment its time is over, whether that was written down or not. */
export const effectiveStatus = (
  invitation: { status: Status; expiration_date: Timestamp },
  now: Timestamp,
): Status =>
  invitation.status === 'PENDING' && invitation.expiration_date <= now ? 'EXPIRED' : invitation.status;
