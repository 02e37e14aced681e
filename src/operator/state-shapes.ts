import { connectionFaults } from '../event-bridge/connection-faults.ts';
import { targetFaults } from '../event-bridge/target-faults.ts';
import { decodeInput } from '../event-bridge/wire.ts';
import { faultsOf } from '../kit/action/check.ts';
import { readEventPattern } from '../kit/pattern/event-pattern.ts';
import { parseJsonText } from '../kit/shape/json.ts';
import { isOperationName, type OperationName } from '../model/contract.ts';
import type { ConnectionSecrets, EventTarget } from '../model/event-bridge.ts';
import { outputFaults } from '../model/stored.ts';
import { readArn } from '../rules/events/targets.ts';
import type { Shape } from '../store/formats.ts';
import type { Value } from '../store/rows.ts';
import {
  ConnectionDocument,
  EventEnvelope,
  InjectionEffects,
  InjectionMatch,
  Person,
  Principal,
  TaskKey,
} from './stored-schemas.ts';

/** Reads a column of the same row. */
export type ReadColumn = (column: string) => Value | undefined;

/** Returns what is wrong with a JSON value, as sentences without a full stop. */
type ShapeCheck = (value: unknown, read: ReadColumn) => string[];

/**
 * The check of each shape of JSON columns: what later code reads without looking. A document that an operation wrote is
 * checked as its operation checks it, or as the output that it becomes.
 */
const shapes: Readonly<Record<Shape, ShapeCheck>> = {
  any: () => [],
  object: (value) => (isObject(value) ? [] : [NO_OBJECT]),
  Person: bySchema(Person),
  Principal: bySchema(Principal),
  Event: bySchema(EventEnvelope),
  Opportunity: (value) => ofOutput('GetOpportunity', value),
  AwsSummary: (value) => ofOutput('GetAwsOpportunitySummary', value),
  InvitationPayload: (value, read) => [
    ...ofMember('GetEngagementInvitation', 'Payload', value),
    ...(isObject(value) && !Object.hasOwn(value, String(read('payload_type')))
      ? [`has to be of the type ${read('payload_type')}`]
      : []),
  ],
  Contexts: (value) => ofMember('GetEngagement', 'Contexts', value),
  SnapshotPayload: (value) => ofMember('GetResourceSnapshot', 'Payload', value),
  Tags: (value) => ofMember('ListTagsForResource', 'Tags', value),
  Result: (value, read) => resultFaults(value, String(read('operation'))),
  EventPattern: (value) => thrownBy(() => readEventPattern(JSON.stringify(value))),
  ApiDestination: (value, read) =>
    ofEventBridge('CreateApiDestination', value, { Name: 'name', ConnectionArn: read('connection_arn') }),
  Connection: bySchema(ConnectionDocument),
  ConnectionSecrets: (value, read) => secretsFaults(value, read),
  EventTarget: (value, read) => eventTargetFaults(value, read),
  InjectionMatch: bySchema(InjectionMatch),
  InjectionEffect: (value, read) => effectFaults(value, read),
};

function bySchema(schema: object): ShapeCheck {
  return (value) => faultsOf(schema, value).map(({ Message }) => Message.replace(/\.$/, ''));
}

const ofOutput = (operation: OperationName, value: unknown): string[] =>
  isObject(value) ? [...nullFaults(value), ...outputFaults(operation, value)] : [NO_OBJECT];

/** A null of a request counts as absent, but one that is stored would be read as a value. */
const nullFaults = (value: unknown, path = ''): string[] => {
  if (value === null) return [`${path} may not be null`];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) =>
    nullFaults(member, path ? `${path}.${name}` : name),
  );
};

const ofMember = (operation: OperationName, member: string, value: unknown): string[] =>
  ofOutput(operation, { [member]: value });

/** The response to a repeated request: members of the output, or the key of a task, or ids by which it is read again. */
const resultFaults = (value: unknown, operation: string): string[] => {
  if (!isObject(value)) return [NO_OBJECT];
  if (!isOperationName(operation)) return [];
  const { task, ...result } = value;
  if (/^Start.*Task$/.test(operation))
    return bySchema(TaskKey)(task, () => undefined).map((says) => `task: ${says}`);
  return ofOutput(operation, result);
};

type EventBridgeOperation = Parameters<typeof decodeInput>[0];

const ofEventBridge = (operation: EventBridgeOperation, value: unknown, others: object): string[] => {
  if (!isObject(value)) return [NO_OBJECT];
  try {
    return [...nullFaults(value), ...decodeInput(operation, { ...value, ...others }).faults];
  } catch (error) {
    return [(error as Error).message];
  }
};

const secretsFaults = (value: unknown, read: ReadColumn): string[] => {
  const AuthorizationType = /"AuthorizationType":"(\w+)"/.exec(String(read('document')))?.[1];
  const shape = ofEventBridge(
    'CreateConnection',
    { AuthorizationType, AuthParameters: value },
    { Name: 'name' },
  );
  if (shape.length > 0 || !isObject(value)) return shape.length > 0 ? shape : [NO_OBJECT];
  return connectionFaults(AuthorizationType as never, value as unknown as ConnectionSecrets, false);
};

const effectFaults = (value: unknown, read: ReadColumn): string[] => {
  const kind = isObject(value) ? String(value.kind) : '';
  if (!Object.hasOwn(InjectionEffects, kind))
    return [`kind has to be one of ${Object.keys(InjectionEffects).join(', ')}`];
  return bySchema(InjectionEffects[kind] ?? {})(value, read);
};

const eventTargetFaults = (value: unknown, read: ReadColumn): string[] => {
  const shape = ofEventBridge('PutTargets', { Rule: 'rule', Targets: [value] }, {});
  if (shape.length > 0) return shape;
  const target = value as EventTarget;
  const place = { account: String(read('account_id')), region: readArn(target.Arn).region };
  return targetFaults([target], place);
};

const NO_OBJECT = 'has to be an object';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const thrownBy = (check: () => unknown): string[] => {
  try {
    check();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
};

const faultsOfJson = (shape: Shape, text: string, read: ReadColumn): string[] => {
  let value: unknown;
  try {
    // As in a request: not so deep that code which walks it would fail.
    value = parseJsonText(text);
  } catch (error) {
    const says = (error as Error).message;
    return [
      /deeper|elements/.test(says) ? 'is nested too deeply or has a list that is too long' : 'has to be JSON',
    ];
  }
  return shapes[shape](value, read);
};

/** Returns what is wrong with a JSON column of a row, as sentences without a full stop. */
export const shapeFaults = (shape: Shape, text: string, read: ReadColumn): string[] =>
  text === '' && MAY_BE_EMPTY.has(shape) ? [] : faultsOfJson(shape, text, read);

const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['any', 'Person', 'Principal']);
