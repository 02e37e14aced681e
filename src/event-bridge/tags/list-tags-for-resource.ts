import { listTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from '../tagged-resource.ts';

/** Lists the tags of a rule or an event bus. Costs two queries. */
export const listTagsForResource = operation(
  'ListTagsForResource',
  { access: 'List', on: taggable },
  async ({ ResourceARN }, call) => {
    await requireTaggable(call, call.reads, ResourceARN);
    return { Tags: await listTags(call.reads, ResourceARN) };
  },
);
