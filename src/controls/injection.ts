import type { AccountId, Catalog, OperationName, Timestamp } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { ExceptionName, Fault } from '../model/errors.ts';
import type { Injections as Row } from '../store/tables/faults.ts';

/** What an injection applies to. An absent member matches anything. */
export interface InjectionMatch {
  account?: AccountId;
  operation?: OperationName;
  catalog?: Catalog;
  /** The name of a task's step; only for injections that fail tasks. */
  step?: string;
}

/** What happens. The first kind applies to tasks, the others to requests. */
export type InjectionEffect =
  | { kind: 'fail'; reasonCode: ReasonCode; message?: string }
  | { kind: 'exception'; name: ExceptionName; message?: string; reason?: string; errorList?: Fault[] }
  /** Delay in milliseconds before the operation runs. */
  | { kind: 'delay'; milliseconds: number }
  /** Rate limit. Requests beyond it get ThrottlingException. */
  | { kind: 'throttle'; perSecond: number }
  /** The connection is closed without a response, before or after the operation runs. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** How long, in milliseconds, a Start… operation waits for the end of its task before it returns IN_PROGRESS. */
  | { kind: 'taskWait'; milliseconds: number };

/** A failure that the operator injects. */
export interface Injection {
  id: string;
  match: InjectionMatch;
  effect: InjectionEffect;
  /** How many more times; null for always. */
  remaining: number | null;
  created_at: Timestamp;
}

/** A request, or a step of a task, that an injection may apply to. */
export interface Occasion {
  account: AccountId;
  operation: OperationName;
  catalog: unknown;
  step?: string;
}

export const isAbout = ({ match }: Injection, occasion: Occasion): boolean =>
  (match.account === undefined || match.account === occasion.account) &&
  (match.operation === undefined || match.operation === occasion.operation) &&
  (match.catalog === undefined || match.catalog === occasion.catalog) &&
  (match.step === undefined || match.step === occasion.step);

/** Reads an injection from its row. */
export const injectionOf = ({ match, effect, ...row }: Row): Injection => ({
  ...row,
  match: JSON.parse(match),
  effect: JSON.parse(effect),
});

/** Returns the id of the injection that the change `version` adds. Ids sort in the order in which injections were added. */
export const injectionId = (version: number): string => `fault-${String(version).padStart(9, '0')}`;
