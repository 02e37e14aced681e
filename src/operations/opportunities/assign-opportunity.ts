import { changeAndAnnounce } from '../../changes/opportunities/change-opportunity.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { blockedFaults } from '../../rules/opportunities/editing.ts';
import { withAssignee } from '../../rules/opportunities/team.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';
import { lockOwnOpportunity } from '../visible.ts';

/** Makes another person of the caller the owner or account manager of an opportunity. Costs one transaction. */
export const assignOpportunity = operation(
  'AssignOpportunity',
  { access: 'Write', on: opportunity('Identifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const current = await lockOwnOpportunity(work, call, input.Catalog, input.Identifier);
      const faults = blockedFaults(current.document);
      if (faults.length > 0) throw businessValidationFailed(faults);
      const team = withAssignee(current.document.OpportunityTeam ?? [], input.Assignee);
      await changeAndAnnounce(work, current, { ...current.document, OpportunityTeam: team });
      return {};
    }),
);
