import { arn, text } from '../formats.ts';
import { table } from '../tables.ts';

export interface Tags {
  resource_arn: string;
  tag_key: string;
  tag_value: string;
}

declare module '../tables.ts' {
  interface Tables {
    tags: Tags;
  }
}

export const tags = table('tags', {
  key: ['resource_arn', 'tag_key'],
  formats: { resource_arn: arn, tag_key: text(128), tag_value: text(256) },
  // Deleted with the account that the ARN names.
  deletedWith: {},
  retention: { kept: 'as long as the resource' },
});
