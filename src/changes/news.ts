import type { Signal } from '../kit/flow/signal.ts';
import { afterCommit } from '../store/index.ts';
import type { TaskKey } from '../store/repositories/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** Something that has changed, for those who watch this server live. */
export type NewsItem =
  /** A task has started or ended, or one of its steps has ended or failed. */
  | { kind: 'task'; catalog: TaskKey['catalog']; id: string }
  /** The operator has changed something: the first part of the action's path under `/_cosell/`. */
  | { kind: 'settings'; what: string }
  /** A call of an account that writes has succeeded. */
  | { kind: 'change'; account: string; service: string; operation: string }
  /** More has changed than could be told. */
  | { kind: 'lost' };

/** Announces what this node changes. Nothing that it says is stored. */
export type News = Signal<NewsItem>;

/** Announces a change of a task once the transaction `tx` is durable. Costs nothing while nobody listens. */
export const announceTask = (tx: Queries, news: News, { catalog, id }: TaskKey): void => {
  if (news.isHeard) afterCommit(tx, () => news.announce({ kind: 'task', catalog, id }));
};
