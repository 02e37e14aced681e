import { refusalOf } from '../../changes/may.ts';
import type { Work } from '../../changes/work.ts';
import type { Tag } from '../../model/documents.ts';
import { AccessDeniedException } from '../../model/errors.ts';
import { putTags } from '../../store/repositories/tags.ts';
import type { Call } from '../operation.ts';

/**
 * Sets the tags of a request that resumes after the step that would set them, on the opportunity that the step made.
 * Throws AccessDeniedException if the caller may not. Costs one statement with tags, else none.
 */
export const tagResumed = async (
  work: Work,
  { account, principal }: Call,
  { Catalog, Tags = [] }: { Catalog: 'AWS' | 'Sandbox'; Tags?: Tag[] },
  opportunityId: string,
): Promise<void> => {
  if (Tags.length === 0) return;
  const resource = work.services.arns.owned('opportunity', account, Catalog, opportunityId);
  const asked = { action: 'partnercentral:TagResource', resource, catalog: Catalog, requestTags: Tags };
  const refusal = await refusalOf(work, principal?.() ?? '', asked);
  if (refusal !== undefined) throw AccessDeniedException(refusal);
  await putTags(work.tx, resource, Tags);
};
