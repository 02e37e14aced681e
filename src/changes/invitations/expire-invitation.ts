import { recordEvents } from '../../events/record.ts';
import type { Catalog } from '../../model/contract.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import { closeInvitation, findInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import type { Services, Work } from '../work.ts';
import { invitationAnnouncements } from './accept-invitation.ts';

/** Marks an invitation as expired, if it is and was not answered. */
export const expireInvitation = async (work: Work, invitation: Invitation): Promise<void> => {
  const { tx, now, services } = work;
  if (invitation.status !== 'PENDING' || effectiveStatus(invitation, now) !== 'EXPIRED') return;
  if (!(await closeInvitation(tx, invitation.catalog, invitation.id, 'EXPIRED'))) return;
  await recordEvents(tx, services, now, invitationAnnouncements('Expired', work, invitation));
};

/** Runs at the expiration date of an invitation. */
export const runExpiry = async (services: Services, key: { catalog: Catalog; id: string }): Promise<void> => {
  await services.store.transaction(async (tx) => {
    const invitation = await findInvitation(tx, key.catalog, key.id);
    if (invitation?.status !== 'PENDING') return;
    const now = services.clock.now();
    if (effectiveStatus(invitation, now) === 'EXPIRED')
      return expireInvitation({ tx, now, services }, invitation);
    // Not expired: the clock was set back after the job was due.
    await services.jobs.enqueue(tx, 'expire-invitation', key, invitation.expiration_date);
  });
};
