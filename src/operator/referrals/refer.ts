import Type from 'typebox';
import { referLead } from '../../changes/referrals/refer-lead.ts';
import { referOpportunity } from '../../changes/referrals/refer-opportunity.ts';
import { requestValidationFailed } from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { madeUpLead, madeUpOpportunity } from '../../rules/made-up/referrals.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { readLead, readOpportunity } from '../read-referral.ts';
import { AccountId, Catalog, oneOf } from '../schemas.ts';

const Document = (description: string) => Type.Object({}, { additionalProperties: true, description });

export const refer = action({
  name: 'refer',
  method: 'POST',
  path: '/_cosell/referrals',
  onlyAdds: true,
  summary: 'Makes AWS invite an account to an opportunity or a lead. Makes one up if none is given.',
  takes: Type.Object({
    account: AccountId,
    catalog: Type.Optional(Catalog),
    kind: Type.Optional(
      oneOf(['opportunity', 'lead'] as const, 'What to make up if none is given. Default opportunity.'),
    ),
    opportunity: Type.Optional(Document('In the form of CreateOpportunity.')),
    lead: Type.Optional(Document('A LeadContext, as in the context of an engagement.')),
    message: Type.Optional(
      Type.String({ minLength: 1, maxLength: 255, description: 'The Message of the invitation.' }),
    ),
  }),
  answers: Type.Object({
    opportunityId: Type.Optional(
      Type.String({
        description: 'The id of the opportunity at AWS, and in the account once it accepts.',
      }),
    ),
    engagementId: Type.String(),
    engagementArn: Type.String(),
    invitationId: Type.String(),
    invitationArn: Type.String(),
  }),
  command: {
    argument: 'account',
    pages: (answer, input) => pageOf('invitation', (answer as { invitationId: string }).invitationId, input),
    isOfOne: true,
    example: 'cosell refer 111122223333 --catalog Sandbox --kind lead',
  },
  handle: async (given, { transaction, services: { arns, ids } }) => {
    const { catalog = 'Sandbox', opportunity, message } = given;
    const partner = normalAccount(given.account) ?? given.account;
    if (partner === AWS_ACCOUNT)
      throw wrong('account', 'account has to be a partner: AWS refers nothing to itself.');
    const isLead = given.lead !== undefined || given.kind === 'lead';
    if (isLead && (opportunity !== undefined || given.kind === 'opportunity')) {
      throw wrong('lead', 'AWS refers an opportunity or a lead: give one of them.');
    }
    const opportunityId = ids.opportunity();
    const referral = await transaction((work) => {
      if (isLead) {
        const lead = readLead(given.lead ?? madeUpLead(opportunityId, work.now), catalog);
        return referLead(work, { catalog, lead, partner, message });
      }
      const made = opportunity ?? madeUpOpportunity(opportunityId, work.now);
      const document = readOpportunity(made, catalog, work.now);
      return referOpportunity(work, { catalog, id: opportunityId, document, partner, message });
    });
    return {
      ...(!isLead && { opportunityId }),
      ...referral,
      engagementArn: arns.shared('engagement', catalog, referral.engagementId),
      invitationArn: arns.shared('engagement-invitation', catalog, referral.invitationId),
    };
  },
});

const wrong = (FieldName: string, Message: string) =>
  requestValidationFailed([{ FieldName, Message, Code: 'INVALID_VALUE' }]);
