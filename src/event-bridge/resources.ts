import { type Resource, textsOf } from '../kit/service/permit.ts';
import { type EventBridgeKind, eventBridgeArn } from '../model/event-bridge.ts';
import { DEFAULT_BUS } from './event-bus.ts';

export { role } from '../operations/resources.ts';

/**
 * The resources of EventBridge that policies name. AWS docs: service authorization reference, "Resource types defined by
 * Amazon EventBridge". Each takes the member of the input that names it.
 */
const named =
  (kind: EventBridgeKind, isTaggable: boolean) =>
  <Member extends string>(member: Member): Resource<Member> => ({
    type: kind,
    members: [member],
    isTaggable,
    arnsOf: (input, { region, account }) =>
      orAny(textsOf(input, member)).map((name) => eventBridgeArn(region, account, kind, name)),
  });

/** A rule on the default event bus: the ARN of a rule on another bus contains the bus, but there is none here. */
export const rule = named('rule', true);
/** Without the id that the resource's own ARN has after its name, as in the reference. */
export const connection = named('connection', false);
export const apiDestination = named('api-destination', false);

/** A connection that another resource uses, by its ARN; none if the request names none. */
export const connectionByArn = <Member extends string>(member: Member): Resource<Member> => ({
  type: 'connection',
  members: [member],
  isTaggable: false,
  arnsOf: (input) => textsOf(input, member),
});

/** The roles that PutTargets passes to EventBridge. */
export const rolesOfTargets: Resource<'Targets'> = {
  type: 'role',
  members: ['Targets'],
  isTaggable: false,
  arnsOf: (input) => {
    const { Targets = [] } = input as { Targets?: readonly { RoleArn?: string }[] };
    return [...new Set(Targets.flatMap(({ RoleArn }) => RoleArn || []))];
  },
};

export const passedToEventBridge = { 'iam:PassedToService': ['events.amazonaws.com'] };

/** An event bus, by name or ARN; the default one if the request names none. */
export const eventBus = <Member extends string>(member: Member): Resource<Member> => ({
  type: 'event-bus',
  members: [member],
  isTaggable: true,
  arnsOf: (input, place) => {
    const [given = DEFAULT_BUS] = textsOf(input, member);
    return [busArn(given, place)];
  },
});

/** The event buses that PutEvents names in its entries. */
export const busesOfEntries: Resource<'Entries'> = {
  type: 'event-bus',
  members: ['Entries'],
  isTaggable: true,
  arnsOf: (input, place) => {
    const { Entries = [] } = input as { Entries?: readonly { EventBusName?: string }[] };
    const buses = Entries.map(({ EventBusName }) => busArn(EventBusName || DEFAULT_BUS, place));
    return buses.length > 0 ? [...new Set(buses)] : [busArn(DEFAULT_BUS, place)];
  },
};

/** A rule or an event bus, named by its ARN. */
export const taggable: Resource<'ResourceARN'> = {
  type: 'rule or event-bus',
  members: ['ResourceARN'],
  isTaggable: true,
  arnsOf: (input) => orAny(textsOf(input, 'ResourceARN')),
};

/** The fields of a pattern that policies can limit. AWS docs: eb-use-conditions. */
const patternFields = [
  'source',
  'detail-type',
  'detail.service',
  'detail.eventTypeCode',
  'detail.userIdentity.principalId',
] as const;

/** The condition keys of PutRule: what the rule's pattern lists for a field, and nothing if it lists no texts. */
export const keysOfPattern = Object.fromEntries(
  patternFields.map((field) => [
    `events:${field}`,
    ({ EventPattern }: { EventPattern?: string }) => textsInPattern(EventPattern, field.split('.')),
  ]),
);

const textsInPattern = (
  pattern: string | undefined,
  path: readonly string[],
): readonly string[] | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(pattern ?? '');
  } catch {
    return undefined;
  }
  for (const name of path) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined;
  }
  // A matcher that is no text, such as a prefix, is a value that no policy lists.
  if (!Array.isArray(value)) return undefined;
  return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
};

const busArn = (nameOrArn: string, { region, account }: { region: string; account: string }): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : eventBridgeArn(region, account, 'event-bus', nameOrArn);

const orAny = (texts: readonly string[]): readonly string[] => (texts.length > 0 ? texts : ['*']);
