import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';
import { eventBridgeArn } from '../model/event-bridge.ts';
import type { Call } from '../operations/operation.ts';
import type { EventRules } from '../store/tables/event-rules.ts';
import { DEFAULT_BUS } from './event-bus.ts';

export const ruleNotFound = (name: string): ServiceError =>
  ResourceNotFoundException(`Rule ${name} does not exist on EventBus ${DEFAULT_BUS}.`);

/** A rule as EventBridge shows it. */
export const shownRule = ({ account, services }: Call, rule: EventRules) => ({
  Name: rule.name,
  Arn: eventBridgeArn(services.region, account, 'rule', rule.name),
  EventPattern: rule.event_pattern,
  State: rule.state,
  Description: rule.description || undefined,
  RoleArn: rule.role_arn || undefined,
  EventBusName: DEFAULT_BUS,
});
