import { expireInvitation } from '../../changes/invitations/expire-invitation.ts';
import { type ExpiryPayload, expiryJob } from '../../changes/invitations/send-invitation.ts';
import { runWork } from '../../changes/work.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import { findInvitation, findPendingExpiries } from '../../store/repositories/invitations.ts';
import type { JobKind } from '../job-kind.ts';

/** Expires an invitation that was not answered in time. Costs one transaction. */
export const expireInvitationJob: JobKind<ExpiryPayload> = {
  ...expiryJob,
  isTimed: true,
  run: (services, key) =>
    runWork(services, async (work) => {
      const { tx, now } = work;
      const invitation = await findInvitation(tx, key);
      if (invitation?.status !== 'PENDING') return;
      if (effectiveStatus(invitation, now) === 'EXPIRED') return expireInvitation(work, invitation);
      // Not expired: the clock was set back after the job was due.
      await services.jobs.enqueue(tx, expiryJob, key, invitation.expiration_date);
    }),
  giveUp: async () => {},
  findUnfinished: async (db) =>
    (await findPendingExpiries(db)).map(({ catalog, id, expiration_date }) => ({
      payload: { catalog, id },
      runAt: expiration_date,
    })),
};
