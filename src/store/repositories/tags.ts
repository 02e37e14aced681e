import type { Tag } from '../../model/documents.ts';
import type { Queries } from '../tables.ts';

export const listTags = async (db: Queries, arn: string): Promise<Tag[]> => {
  const rows = await db
    .selectFrom('tags')
    .select(['tag_key as Key', 'tag_value as Value'])
    .where('resource_arn', '=', arn)
    .orderBy('tag_key')
    .execute();
  return rows;
};

/** Sets tags. Tags with other keys stay. */
export const putTags = async (db: Queries, arn: string, tags: Tag[]): Promise<void> => {
  if (tags.length === 0) return;
  await db
    .insertInto('tags')
    .values(tags.map((tag) => ({ resource_arn: arn, tag_key: tag.Key, tag_value: tag.Value })))
    .onConflict((conflict) =>
      conflict
        .columns(['resource_arn', 'tag_key'])
        .doUpdateSet((row) => ({ tag_value: row.ref('excluded.tag_value') })),
    )
    .execute();
};

export const deleteTags = async (db: Queries, arn: string, keys: string[]): Promise<void> => {
  await db.deleteFrom('tags').where('resource_arn', '=', arn).where('tag_key', 'in', keys).execute();
};

/** Deletes all tags of a resource. */
export const deleteAllTags = async (db: Queries, arn: string): Promise<void> => {
  await db.deleteFrom('tags').where('resource_arn', '=', arn).execute();
};
