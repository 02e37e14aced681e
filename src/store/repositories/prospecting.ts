import type { ProspectingResults } from '../tables/prospecting-results.ts';
import type { Queries } from '../tables.ts';
import type { TaskKey } from './tasks.ts';

export const insertProspectingResults = async (db: Queries, results: ProspectingResults[]): Promise<void> => {
  await db.insertInto('prospecting_results').values(results).execute();
};

/** Returns the result of each engagement of a task, in the order of the request. */
export const listProspectingResults = async (
  db: Queries,
  { catalog, id }: TaskKey,
): Promise<ProspectingResults[]> =>
  db
    .selectFrom('prospecting_results')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('task_id', '=', id)
    .orderBy('position')
    .execute();

export const writeProspectingResult = async (db: Queries, result: ProspectingResults): Promise<void> => {
  const { catalog, task_id, position, ...changes } = result;
  await db
    .updateTable('prospecting_results')
    .set(changes)
    .where('catalog', '=', catalog)
    .where('task_id', '=', task_id)
    .where('position', '=', position)
    .execute();
};
