import { association, changed, PARTNER, referral, SOLUTION, token } from '../requests.ts';
import { type Flow, textAt } from '../stage.ts';

/** AWS refers an opportunity; the partner accepts it, associates a solution and advances its stage. */
export const awsReferral: Flow = {
  name: 'Demo Accept AWS-originated Opportunities',
  play: async ({ call, show }) => {
    await call(PARTNER, 'CreateOpportunity', referral());
    const filters = { ParticipantType: 'RECEIVER', Status: ['PENDING'] };
    const listed = await show(PARTNER, 'ListEngagementInvitations', filters);
    const Identifier = textAt(listed, 'EngagementInvitationSummaries.0.Id');
    await show(PARTNER, 'GetEngagementInvitation', { Identifier });
    const task = await call(PARTNER, 'StartEngagementByAcceptingInvitationTask', { ...token(), Identifier });
    const id = { Identifier: textAt(task, 'OpportunityId') };

    const accepted = await show(PARTNER, 'GetOpportunity', id);
    await show(PARTNER, 'ListSolutions', { Identifier: [SOLUTION] });
    await call(PARTNER, 'AssociateOpportunity', association(id.Identifier, 'Solutions', SOLUTION));
    const fresh = { LastModifiedDate: (await call(PARTNER, 'GetOpportunity', id)).LastModifiedDate ?? null };
    const solved = { Project: { OtherSolutionDescription: null } };
    await call(PARTNER, 'UpdateOpportunity', changed({ ...accepted, ...fresh }, solved));
    const owned = await show(PARTNER, 'GetOpportunity', id);
    const next = { LifeCycle: { Stage: 'Technical Validation' } };
    await call(PARTNER, 'UpdateOpportunity', changed(owned, next));
    await show(PARTNER, 'GetOpportunity', id);
  },
};
