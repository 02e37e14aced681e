import { changeAndAnnounce } from '../../changes/opportunities/change-opportunity.ts';
import { ensureSandboxSolution } from '../../changes/opportunities/sandbox-solution.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import {
  associationFaults,
  OTHER_SOLUTION,
  solutionFaults,
  withAssociation,
} from '../../rules/opportunities/associations.ts';
import { blockedFaults } from '../../rules/opportunities/editing.ts';
import { opportunityFaults } from '../../rules/opportunities/faults.ts';
import { findSolution } from '../../store/repositories/solutions.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';
import { lockOwnOpportunity } from '../visible.ts';

/**
 * Associates an opportunity with a solution of the caller, an AWS product, or an entity of AWS Marketplace. To replace
 * an association, add the new one first, then disassociate the old one. Costs one transaction.
 */
export const associateOpportunity = operation(
  'AssociateOpportunity',
  {
    access: 'Write',
    on: opportunity('OpportunityIdentifier'),
    keys: { 'partnercentral:RelatedEntityType': (input) => [input.RelatedEntityType] },
  },
  async (input, call) => {
    const { Catalog, OpportunityIdentifier, RelatedEntityType: type, RelatedEntityIdentifier: id } = input;
    if (type === 'Solutions') await ensureSandboxSolution(call.services, Catalog, call.account);
    return call.transaction(async (work) => {
      const current = await lockOwnOpportunity(work, call, Catalog, OpportunityIdentifier);
      const related = current.document.RelatedEntityIdentifiers;
      const document = { ...current.document, RelatedEntityIdentifiers: withAssociation(related, type, id) };
      const isNamed = type === 'Solutions' && id !== OTHER_SOLUTION;
      const solution = isNamed
        ? await findSolution(work.tx, { catalog: Catalog, account_id: call.account, id })
        : undefined;
      const faults = [
        ...blockedFaults(current.document),
        ...associationFaults(related, type, id),
        ...(solution ? solutionFaults(solution) : []),
        ...opportunityFaults(document, work.now),
      ];
      if (faults.length > 0) throw businessValidationFailed(faults);
      if (isNamed && !solution) throw notFound('solution', id);
      await changeAndAnnounce(work, current, document);
      return {};
    });
  },
);
