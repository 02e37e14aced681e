import { currentEffects } from '../kit/flow/on-behalf.ts';
import type { AccountId, Catalog, Timestamp } from '../model/contract.ts';
import { afterCommit } from '../store/index.ts';
import type { Queries } from '../store/tables.ts';
import type { EventEnvelope } from './catalogue.ts';

/** How many events are noted for one call, and for one task; a call that tells many members of an engagement has more. */
const MOST_NOTED = 100;

/** An event that somebody has recorded: enough to find it. */
export interface NotedEvent {
  readonly id: string;
  readonly type: string;
  readonly account: AccountId;
  readonly time: Timestamp;
  readonly resources: readonly string[];
  /** Absent in events without one. */
  readonly catalog: string | undefined;
}

/** Events that somebody has recorded. */
export interface NotedEvents {
  /** The first ones, in their order. */
  readonly events: NotedEvent[];
  /** How many there are in all. */
  eventCount: number;
}

/** A task that a call has started, and what its steps have recorded on this node. */
export interface TaskEffects extends NotedEvents {
  readonly catalog: Catalog;
  readonly id: string;
  /** Whether the call was answered after the end of the task. */
  isWaitedFor: boolean;
}

/**
 * What the transactions of one call have caused. It is filled after each commit, so what is rolled back, or tried again, is not
 * in it.
 */
export interface CallEffects extends NotedEvents {
  readonly tasks: TaskEffects[];
}

/** Knows what calls and the tasks that they have started cause. Absent in a server without a journal. */
export interface Effects {
  /** Returns where the effects of a new call are noted. */
  ofCall(): CallEffects;
  /** Opens the account of a new task, before its transaction is durable: its job may begin with the commit. */
  open(task: { catalog: Catalog; id: string }): TaskEffects;
  /** Returns the account of a task; undefined if no call of this node has started it lately. */
  ofTask(id: string): TaskEffects | undefined;
}

/** Notes events for the call or task whose work this is, once the transaction `tx` is durable. */
export const noteEvents = (tx: Queries, envelopes: readonly EventEnvelope[]): void => {
  const noted = currentEffects() as NotedEvents | undefined;
  if (!noted) return;
  afterCommit(tx, () => {
    noted.eventCount += envelopes.length;
    for (const envelope of envelopes) {
      if (noted.events.length < MOST_NOTED) noted.events.push(notedOf(envelope));
    }
  });
};

/** Without the detail, which may be large. */
const notedOf = ({ id, account, time, resources, detail, ...envelope }: EventEnvelope): NotedEvent => {
  const { catalog } = detail as { catalog?: unknown };
  return {
    ...{ id, account, time, resources },
    type: envelope['detail-type'],
    catalog: typeof catalog === 'string' ? catalog : undefined,
  };
};

/** Notes a task for the call that starts it, once the transaction `tx` is durable. */
export const noteTask = (
  tx: Queries,
  effects: Effects | undefined,
  task: { catalog: Catalog; id: string },
): void => {
  const noted = effects && (currentEffects() as CallEffects | undefined);
  if (!noted) return;
  const opened = effects.open(task);
  afterCommit(tx, () => noted.tasks.push(opened));
};

/** Notes that a call has waited for the end of the task that it has started. */
export const noteEnd = (id: string): void => {
  const noted = currentEffects() as CallEffects | undefined;
  for (const task of noted?.tasks ?? []) if (task.id === id) task.isWaitedFor = true;
};
