import type { ConfiguredPrincipals } from '../access/configured-principals.ts';
import type { Principals } from '../access/principals.ts';
import type { Secrets } from '../access/secrets.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Context } from '../changes/work.ts';
import type { DeliveryHistory } from '../events/delivery/history.ts';
import type { TargetPlaces } from '../events/delivery/targets/reach.ts';
import type { Webhook } from '../events/delivery/targets/webhook.ts';
import { actionOn, type Action as KitAction } from '../kit/action/action.ts';
import type { Retention } from '../store/retention/retention.ts';
import type { Queries } from '../store/tables.ts';
import type { Journal } from './journal.ts';

/** The principals that an operator manages. */
export interface Iam {
  /** Those of the configuration file and of the database. */
  principals: Principals;
  /** Those of the configuration file, which only the file changes. */
  configured: ConfiguredPrincipals;
  secrets: Secrets;
}

/** The context of an action. */
export interface Operator extends Context {
  /** Locates the targets of rules. */
  places: TargetPlaces;
  iam: Iam;
  /** Those that the server was started with. */
  webhooks: readonly Pick<Webhook, 'name' | 'accounts'>[];
  /** Absent if it is off. */
  journal?: Journal | undefined;
  /** Absent if it is off. */
  deliveries?: DeliveryHistory | undefined;
  /** Issues temporary keys. Only a server that listens accepts any. */
  sessions?: Pick<Sessions, 'begin'> | undefined;
  /** Loads what deletes rows whose time is over. */
  loadRetention(): Promise<Retention>;
  /** Writes the accounts and solutions that the server was started with, as at its start. */
  putConfigured(tx: Queries): Promise<void>;
  /** Subscribes exactly the webhooks that the server was started with; new ones from now on. */
  subscribeConfigured(tx: Queries): Promise<void>;
}

/** An action of the operator. Its path is under `/_cosell/`. It throws the errors of `model/errors.ts`. */
export type Action = KitAction<Operator>;

/** Defines an action, which its file exports. */
export const action = actionOn<Operator>();
