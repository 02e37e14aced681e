import { changeAndAnnounce } from '../../changes/opportunities/change-opportunity.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { disassociationFaults, withoutAssociation } from '../../rules/opportunities/associations.ts';
import { blockedFaults } from '../../rules/opportunities/editing.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';
import { lockOwnOpportunity } from '../visible.ts';

/** Removes the association of an opportunity with an entity. Costs one transaction. */
export const disassociateOpportunity = operation(
  'DisassociateOpportunity',
  {
    access: 'Write',
    on: opportunity('OpportunityIdentifier'),
    keys: { 'partnercentral:RelatedEntityType': (input) => [input.RelatedEntityType] },
  },
  (input, call) =>
    call.transaction(async (work) => {
      const { RelatedEntityType: type, RelatedEntityIdentifier: id } = input;
      const current = await lockOwnOpportunity(work, call, input.Catalog, input.OpportunityIdentifier);
      const faults = blockedFaults(current.document);
      if (faults.length > 0) throw businessValidationFailed(faults);
      const related = current.document.RelatedEntityIdentifiers;
      if (!related?.[type]?.includes(id)) throw notFound(`association of ${type}`, id);
      const document = {
        ...current.document,
        RelatedEntityIdentifiers: withoutAssociation(related, type, id),
      };
      const left = disassociationFaults(document, type);
      if (left.length > 0) throw businessValidationFailed(left);
      await changeAndAnnounce(work, current, document);
      return {};
    }),
);
