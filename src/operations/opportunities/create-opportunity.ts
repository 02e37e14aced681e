import { addOpportunity } from '../../changes/opportunities/add-opportunity.ts';
import { referToPartner } from '../../changes/referrals/refer-to-partner.ts';
import { recordEvents } from '../../events/record.ts';
import type { Input } from '../../model/contract.ts';
import { businessValidationFailed, type Fault } from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { createFaults } from '../../rules/opportunities/editing.ts';
import { givenFaults } from '../../rules/opportunities/given.ts';
import { withoutStatus } from '../../rules/opportunities/life-cycle.ts';
import { newOpportunity } from '../../rules/opportunities/new-opportunity.ts';
import { withOwner } from '../../rules/opportunities/team.ts';
import { tagFaults } from '../../rules/tags.ts';
import { findOwner } from '../../store/repositories/accounts.ts';
import { oncePerToken } from '../idempotency.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';

/**
 * Creates an opportunity that is not submitted yet. In the sandbox, one with origin AWS Referral belongs to AWS: the
 * caller is invited to it, and gets it by accepting. Costs one transaction.
 */
export const createOpportunity = operation(
  'CreateOpportunity',
  {
    access: 'Write',
    on: opportunity(),
    needs: [{ action: 'TagResource', on: opportunity(), ifGiven: 'Tags' }],
  },
  (input, call, name) =>
    oncePerToken(call, name, input, async (work) => {
      const { tx, now, services } = work;
      const isReferral = input.Origin === 'AWS Referral';
      const owner = isReferral ? AWS_ACCOUNT : call.account;
      const { document: created, faults: spendFaults } = newOpportunity(input);
      const hasNoStatus =
        !isReferral &&
        !input.PartnerOpportunityIdentifier &&
        services.controls.quirks.has('status-needs-partner-id');
      const document = hasNoStatus ? withoutStatus(created) : created;
      const faults = [
        ...originFaults(input, call.account),
        ...tagFaults(input.Tags ?? []),
        ...createFaults(document),
        ...spendFaults,
        ...givenFaults(document, undefined, now),
      ];
      if (faults.length > 0) throw businessValidationFailed(faults);

      // A referral gets its owner from the account that accepts it.
      const owned = isReferral
        ? document
        : { ...document, OpportunityTeam: withOwner(document.OpportunityTeam, await findOwner(tx, owner)) };
      const { opportunity, announcements } = await addOpportunity(work, {
        catalog: input.Catalog,
        account_id: owner,
        document: owned,
        tags: input.Tags ?? [],
      });
      await recordEvents(tx, services, now, announcements);
      if (isReferral) await referToPartner(work, opportunity, call.account);
      return {
        Id: opportunity.id,
        PartnerOpportunityIdentifier: input.PartnerOpportunityIdentifier,
        LastModifiedDate: now,
      };
    }),
);

/** AWS docs, testing-sandbox: a partner may act as AWS only in the sandbox. AWS itself may not. */
const originFaults = (input: Input<'CreateOpportunity'>, account: string): Fault[] => {
  if (input.Origin !== 'AWS Referral') return [];
  if (input.Catalog === 'Sandbox' && account !== AWS_ACCOUNT) return [];
  return [
    {
      FieldName: 'Origin',
      Message:
        'Origin may be AWS Referral only in the catalog Sandbox, when a partner calls. Use Partner Referral.',
      Code: 'ACTION_NOT_PERMITTED',
    },
  ];
};
