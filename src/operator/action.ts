import type { Context } from '../changes/work.ts';
import type { TargetPlaces } from '../events/delivery/targets/reach.ts';
import { actionOn, type Action as KitAction } from '../kit/action/action.ts';
import type { Queries } from '../store/tables.ts';

/** What an action works with. */
export interface Operator extends Context {
  /** Where targets of rules are. */
  places: TargetPlaces;
  /** Writes the accounts and solutions that the server was started with, as when it starts. */
  putConfigured(tx: Queries): Promise<void>;
  /** Subscribes the webhooks that the server was started with, from now on, if they are not yet, and no others. */
  subscribeConfigured(tx: Queries): Promise<void>;
}

/** An action of the operator: its path is under `/_cosell/`, and it throws the errors of `model/errors.ts`. */
export type Action = KitAction<Operator>;

/** Defines an action: the one export of its file. */
export const action = actionOn<Operator>();
