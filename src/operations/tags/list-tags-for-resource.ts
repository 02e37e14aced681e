import { listTags } from '../../store/repositories/tags.ts';
import { operation } from '../operation.ts';
import { taggable } from '../resources.ts';
import { requireTaggable } from './tagged-resource.ts';

/** Lists the tags of a resource of the caller. Costs two queries. */
export const listTagsForResource = operation(
  'ListTagsForResource',
  { access: 'Read', tagged: taggable },
  async (input, call) => {
    await requireTaggable(call, call.reads, input.ResourceArn);
    return { Tags: await listTags(call.reads, input.ResourceArn) };
  },
);
