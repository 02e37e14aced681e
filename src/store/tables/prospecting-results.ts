import type { Catalog } from '../../model/contract.ts';
import { catalog, contextId, count, engagementId, oneOf, orNone, taskId, text } from '../formats.ts';
import { table } from '../tables.ts';

/** The result of one engagement of a prospecting task. */
export interface ProspectingResults {
  catalog: Catalog;
  task_id: string;
  /** Index in the request, from 0. */
  position: number;
  engagement_id: string;
  status: 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  context_id: string;
  reason_code: string;
  message: string;
}

declare module '../tables.ts' {
  interface Tables {
    prospecting_results: ProspectingResults;
  }
}

export const prospectingResults = table('prospecting_results', {
  key: ['catalog', 'task_id', 'position'],
  formats: {
    catalog,
    task_id: taskId,
    position: count,
    engagement_id: engagementId,
    status: oneOf('PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED'),
    context_id: orNone(contextId),
    reason_code: text(100),
    message: text(10_000),
  },
  deletedWith: { task: 'task_id' },
  retention: { kept: 'as long as the task' },
});
