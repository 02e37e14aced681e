import { businessValidationFailed } from '../../model/errors.ts';
import { TAG_LIMIT, tagFaults } from '../../rules/tags.ts';
import { listTags, putTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from './tagged-resource.ts';

/** Sets tags of a resource of the caller and keeps tags with other keys. Costs one transaction. */
export const tagResource = operation('TagResource', { access: 'Tagging', on: taggable }, (input, call) =>
  call.transaction(async ({ tx }) => {
    await requireTaggable(call, tx, input.ResourceArn);
    const faults = tagFaults(input.Tags);
    const current = await listTags(tx, input.ResourceArn);
    const keys = new Set([...current, ...input.Tags].map((tag) => tag.Key));
    if (keys.size > TAG_LIMIT) faults.push(tooMany(keys.size));
    if (faults.length > 0) throw businessValidationFailed(faults);
    await putTags(tx, input.ResourceArn, input.Tags);
    return {};
  }),
);

const tooMany = (count: number) => ({
  FieldName: 'Tags',
  Message: `The resource would have ${count} tags; it can have ${TAG_LIMIT}. Remove some with UntagResource.`,
  Code: 'TOO_MANY_VALUES' as const,
});
