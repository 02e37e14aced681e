import { type AwsArn, isApiDestination, readArn } from '../../../rules/events/targets.ts';
import type { TargetKind } from './target.ts';

/** URLs of Lambda functions that are invoked directly, by the function's name or ARN. */
export type Functions = Readonly<Record<string, string>>;

/** Where targets other than API destinations are reached. */
export interface TargetPlaces {
  /** The endpoint of AWS services, or `aws` for AWS itself. If undefined, none of them is called. */
  targetEndpoint: string | undefined;
  functions: Functions;
}

/** The path that the emulator of Lambda's runtime serves, whatever its function's name. */
const INVOCATIONS = '/2015-03-31/functions/function/invocations';

/**
 * Returns the URL at which a function is invoked, if it has one. ARNs are tried before names, and each with its
 * qualifier before without.
 */
export const urlOfFunction = (
  { partition, region, account, resource }: AwsArn,
  functions: Functions,
): URL | undefined => {
  const [, name = '', qualifier] = resource.split(':');
  const names = qualifier === undefined ? [name] : [`${name}:${qualifier}`, name];
  const arns = names.map((one) => `arn:${partition}:lambda:${region}:${account}:function:${one}`);
  const known = [...arns, ...names].find((key) => Object.hasOwn(functions, key));
  if (known === undefined) return undefined;
  const url = new URL(functions[known] ?? '');
  if (url.pathname === '/') url.pathname = INVOCATIONS;
  return url;
};

const DELIVERED: ReadonlySet<string> = new Set(['lambda', 'logs', 'sns', 'sqs', 'firehose']);

/**
 * Returns why this server never sends to a target, or undefined if it does. Like EventBridge, the server accepts such a
 * target, but passes its events over, so that the rules of real programs do not fail here.
 */
export const whyNotSent = (
  target: string,
  { targetEndpoint, functions }: TargetPlaces,
): string | undefined => {
  const arn = readArn(target);
  const isBus = isEventBus(arn);
  if (isApiDestination(arn)) return undefined;
  if (!isBus && !DELIVERED.has(arn.service)) return `cosell does not send to targets of ${arn.service}.`;
  if (targetEndpoint !== undefined) return undefined;
  if (arn.service !== 'lambda') return 'The server reaches no AWS services. Start it with --target-endpoint.';
  if (urlOfFunction(arn, functions)) return undefined;
  return 'The function has no URL in the configuration (functions), and the server no --target-endpoint.';
};

const isEventBus = ({ service, resource }: AwsArn): boolean =>
  service === 'events' && resource.startsWith('event-bus/');

const KINDS: Readonly<Record<string, TargetKind>> = {
  lambda: 'function',
  logs: 'logGroup',
  sns: 'topic',
  sqs: 'queue',
  firehose: 'stream',
};

/** Returns the kind of a rule's target. */
export const kindOfTarget = (target: string): TargetKind => {
  const arn = readArn(target);
  if (isApiDestination(arn)) return 'apiDestination';
  return isEventBus(arn) ? 'eventBus' : (KINDS[arn.service] ?? 'other');
};
