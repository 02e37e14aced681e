import { businessValidationFailed } from '../../model/errors.ts';
import { readOnlyFaults } from '../../rules/opportunity-editing.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import { changeAndAnnounce } from '../../workflows/change-opportunity.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/** Hands an opportunity to another person of the caller's: the first of its team is who owns it. One transaction. */
export const assignOpportunity = operation('AssignOpportunity', 'Write', (input, call) =>
  call.transaction(async (work) => {
    const current = await lockOpportunity(work.tx, input.Catalog, call.account, input.Identifier);
    if (!current) throw notFound('opportunity', input.Identifier);
    const faults = readOnlyFaults(current.document);
    if (faults.length > 0) throw businessValidationFailed(faults);
    const others = (current.document.OpportunityTeam ?? []).slice(1);
    const team = [input.Assignee, ...others.filter((member) => member.Email !== input.Assignee.Email)];
    await changeAndAnnounce(work, current, { ...current.document, OpportunityTeam: team });
    return {};
  }),
);
