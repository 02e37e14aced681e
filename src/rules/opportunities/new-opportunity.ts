import type { Input } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { newLifeCycle } from './life-cycle.ts';
import { settledProject } from './spend.ts';

/** Makes an opportunity from a CreateOpportunity request; `faults` are those of its spend. AWS's own is Approved at once. */
export const newOpportunity = (
  input: Input<'CreateOpportunity'>,
): { document: OpportunityDocument; faults: Fault[] } => {
  const { Catalog, ClientToken, Tags, Origin = 'Partner Referral', LifeCycle, Project, ...given } = input;
  const reviewStatus = Origin === 'AWS Referral' ? 'Approved' : 'Pending Submission';
  const { project, faults } = settledProject(Project);
  const document = {
    ...given,
    ...(project && { Project: project }),
    Origin,
    LifeCycle: newLifeCycle(LifeCycle, reviewStatus),
    RelatedEntityIdentifiers: {},
  };
  return { document, faults };
};
