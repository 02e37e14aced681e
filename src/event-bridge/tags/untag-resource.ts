import { deleteTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from '../tagged-resource.ts';

/** Removes tags of a rule or an event bus and ignores absent keys. Costs one transaction. */
export const untagResource = operation(
  'UntagResource',
  { access: 'Tagging', on: taggable },
  ({ ResourceARN, TagKeys }, call) =>
    call.transaction(async ({ tx }) => {
      await requireTaggable(call, tx, ResourceARN);
      if (TagKeys.length > 0) await deleteTags(tx, ResourceARN, TagKeys);
      return {};
    }),
);
