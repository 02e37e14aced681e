import { listTags, putTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from '../tagged-resource.ts';
import { checkTags } from '../tags.ts';

/** Sets tags of a rule or an event bus and keeps tags with other keys. Costs one transaction. */
export const tagResource = operation(
  'TagResource',
  { access: 'Tagging', on: taggable },
  ({ ResourceARN, Tags }, call) =>
    call.transaction(async ({ tx }) => {
      await requireTaggable(call, tx, ResourceARN);
      checkTags(Tags, await listTags(tx, ResourceARN));
      await putTags(tx, ResourceARN, Tags);
      return {};
    }),
);
