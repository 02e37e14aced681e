import { sql } from 'kysely';
import { databaseTime } from '../database-time.ts';
import { RETENTION_CLAIM } from '../tables/meta.ts';
import type { Queries } from '../tables.ts';

/** How long a claim lasts: when its server has died, or was frozen, another one goes on after it. */
const CLAIM_SECONDS = 120;

/**
 * Claims the work on a PostgreSQL that servers share, or claims it again. Returns whether nobody else has it. It only spares work:
 * two servers at once delete different rows. Claims go by the database's clock. One statement.
 */
export const claimRetention = async (tx: Queries, owner: string): Promise<boolean> => {
  const claimed = await tx
    .insertInto('meta')
    .values({
      name: RETENTION_CLAIM,
      value: sql<string>`cast(${owner} as text) || ' ' || ${databaseTime(CLAIM_SECONDS)}`,
    })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value: sql`excluded.value` })
        .where((where) =>
          where.or([
            sql<boolean>`split_part(meta.value, ' ', 1) = ${owner}`,
            sql<boolean>`split_part(meta.value, ' ', 2) < ${databaseTime(0)}`,
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
};
