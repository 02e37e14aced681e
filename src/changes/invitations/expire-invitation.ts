import { recordEvents } from '../../events/record.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import { closeInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import type { Work } from '../work.ts';
import { invitationAnnouncements } from './accept-invitation.ts';

/** Marks a pending invitation as expired if its time is over. */
export const expireInvitation = async (work: Work, invitation: Invitation): Promise<void> => {
  const { tx, now, services } = work;
  if (invitation.status !== 'PENDING' || effectiveStatus(invitation, now) !== 'EXPIRED') return;
  if (!(await closeInvitation(tx, invitation, 'EXPIRED'))) return;
  await recordEvents(tx, services, now, invitationAnnouncements('Expired', work, invitation));
};
