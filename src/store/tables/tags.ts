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
  // Deleted with the account that the ARN names.
  deletedWith: {},
});
