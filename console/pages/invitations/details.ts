import type { Output } from '../../api/selling.ts';

/** An invitation with everything that its reader may see. */
export type InvitationDetails = Output<'GetEngagementInvitation'>;
