import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import { eventBridgeArn } from '../model/event-bridge.ts';
import type { Call } from '../operations/operation.ts';

/** The only event bus of an account here. */
export const DEFAULT_BUS = 'default';

const arnOfDefault = ({ account, services }: Call): string =>
  eventBridgeArn(services.region, account, 'event-bus', DEFAULT_BUS);

/** The default bus as EventBridge shows it. */
export const defaultBus = (call: Call) => ({ Name: DEFAULT_BUS, Arn: arnOfDefault(call) });

export const busNotFound = (name: string): ServiceError =>
  ResourceNotFoundException(
    `Event bus ${name} does not exist. An account has one event bus here, ${DEFAULT_BUS}.`,
  );

/** Whether a request is for the default bus: it gives its name, its ARN, or neither. */
export const isDefaultBus = (call: Call, nameOrArn: string | undefined): boolean =>
  nameOrArn === undefined || nameOrArn === DEFAULT_BUS || nameOrArn === arnOfDefault(call);

/**
 * Checks that a request is for the default bus.
 * @throws ResourceNotFoundException
 */
export const requireDefaultBus = (call: Call, nameOrArn: string | undefined): void => {
  if (nameOrArn === undefined || isDefaultBus(call, nameOrArn)) return;
  const [, name = nameOrArn] = /^arn:.*?:event-bus\/(.*)$/.exec(nameOrArn) ?? [];
  throw busNotFound(name);
};
