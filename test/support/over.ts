import type { Store } from '../../src/store/index.ts';
import { newTask } from '../../src/store/repositories/tasks.ts';
import { ALPHA } from './server.ts';
import { appendEvents } from './targets.ts';

const AT_ONCE = 100;

/**
 * Writes tasks that ended at a moment, each with its client token, the result of its one engagement, and an event: what
 * retention deletes once their time is over, and may not delete by half.
 */
export const writeEndedTasks = async (store: Store, count: number, at: string): Promise<void> => {
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, count - begin) }, (_, index) => idOf(begin + index));
    await store.transaction(async (tx) => {
      await tx
        .insertInto('tasks')
        .values(ids.map((id) => taskOf(id, at)))
        .execute();
      await tx
        .insertInto('client_tokens')
        .values(ids.map((id) => tokenOf(id, at)))
        .execute();
      await tx.insertInto('prospecting_results').values(ids.map(resultOf)).execute();
      await appendEvents(tx, ids.length, ALPHA);
    });
  }
};

const idOf = (index: number): string => `task-${String(index).padStart(13, '0')}`;

const taskOf = (id: string, at: string) =>
  newTask({
    ...{ catalog: 'Sandbox', id, account_id: ALPHA, operation: 'StartProspectingFromEngagementTask' },
    ...{ status: 'COMPLETE', start_time: at, end_time: at },
  });

const tokenOf = (id: string, created_at: string) => ({
  ...{ account_id: ALPHA, catalog: 'Sandbox' as const, operation: 'StartProspectingFromEngagementTask' },
  ...{ token: id, request_hash: 'h', result: JSON.stringify({ task: { id } }), created_at },
});

const resultOf = (task_id: string) => ({
  ...{ catalog: 'Sandbox' as const, task_id, position: 0, engagement_id: 'eng-00000000000000' },
  ...{ status: 'COMPLETED' as const, context_id: '', reason_code: '', message: '' },
});

/** What is left of them. Throws an Error if anything of them is there by half. */
export const readEndedTasks = async ({ reads }: Store) => {
  const ids = async (table: 'tasks' | 'client_tokens' | 'prospecting_results', column: string) => {
    const rows = await reads
      .selectFrom(table)
      .select(column as never)
      .execute();
    return new Set(rows.map((row) => String(row[column as never])));
  };
  const [tasks, tokens, results] = await Promise.all([
    ids('tasks', 'id'),
    ids('client_tokens', 'token'),
    ids('prospecting_results', 'task_id'),
  ]);
  const events = await reads.selectFrom('events').select('sequence').orderBy('sequence').execute();
  const faults = [
    ...[...tokens].filter((id) => !tasks.has(id)).map((id) => `the token of ${id} names a task that is gone`),
    ...[...tasks, ...results]
      .filter((id) => !tasks.has(id) || !results.has(id))
      .map((id) => `of ${id} only the task or only its result is left`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    tasks: tasks.size,
    tokens: tokens.size,
    sequences: events.map(({ sequence }) => Number(sequence)),
  };
};
