import type { AccountId, Catalog, OperationName, Timestamp } from '../model/contract.ts';
import type { ReasonCode } from '../model/documents.ts';
import type { ExceptionName, Fault } from '../model/errors.ts';
import type { Injections as Row } from '../store/tables/faults.ts';

/** What an injection is about: whatever is left out may be anything. */
export interface InjectionMatch {
  account?: AccountId;
  operation?: OperationName;
  catalog?: Catalog;
  /** The name of a task's step; of an injection that fails tasks. */
  step?: string;
}

/** What happens. The first kind happens to tasks, the others to requests. */
export type InjectionEffect =
  | { kind: 'fail'; reasonCode: ReasonCode; message?: string }
  | { kind: 'exception'; name: ExceptionName; message?: string; reason?: string; errorList?: Fault[] }
  /** Milliseconds before the operation is done. */
  | { kind: 'delay'; milliseconds: number }
  /** At most so many requests in any second; more are answered with ThrottlingException. */
  | { kind: 'throttle'; perSecond: number }
  /** The connection ends without an answer, before or after the operation was done. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Milliseconds that a Start… operation waits for the end of its task; it answers IN_PROGRESS after that. */
  | { kind: 'taskWait'; milliseconds: number };

/** A failure that the operator has asked for. */
export interface Injection {
  id: string;
  match: InjectionMatch;
  effect: InjectionEffect;
  /** How often yet; null for always. */
  remaining: number | null;
  created_at: Timestamp;
}

/** A request, or a step of a task, that an injection may be about. */
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

/** An injection from its row. */
export const injectionOf = ({ match, effect, ...row }: Row): Injection => ({
  ...row,
  match: JSON.parse(match),
  effect: JSON.parse(effect),
});

/** The id of the injection that a change makes: ids sort in the order in which injections were asked for. */
export const injectionId = (version: number): string => `fault-${String(version).padStart(9, '0')}`;
