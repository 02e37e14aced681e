import { ResourceNotFoundException } from '../model/errors.ts';
import { eventBridgeArn } from '../model/event-bridge.ts';
import type { Call } from '../operations/operation.ts';

/** The one event bus that an account has here. */
export const DEFAULT_BUS = 'default';

/**
 * Makes sure that a request is about the default bus, by its name, its ARN, or by naming none.
 * @throws ResourceNotFoundException
 */
export const requireDefaultBus = ({ account, services }: Call, nameOrArn: string | undefined): void => {
  if (nameOrArn === undefined || nameOrArn === DEFAULT_BUS) return;
  if (nameOrArn === eventBridgeArn(services.region, account, 'event-bus', DEFAULT_BUS)) return;
  const [, name = nameOrArn] = /^arn:.*?:event-bus\/(.*)$/.exec(nameOrArn) ?? [];
  throw ResourceNotFoundException(
    `Event bus ${name} does not exist. An account has one event bus here, ${DEFAULT_BUS}.`,
  );
};
