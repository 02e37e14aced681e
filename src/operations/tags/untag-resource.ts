import { deleteTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from './tagged-resource.ts';

/** Removes tags of a resource of the caller and ignores absent keys. Costs one transaction. */
export const untagResource = operation('UntagResource', { access: 'Tagging', on: taggable }, (input, call) =>
  call.transaction(async ({ tx }) => {
    await requireTaggable(call, tx, input.ResourceArn);
    await deleteTags(tx, input.ResourceArn, input.TagKeys);
    return {};
  }),
);
