import { type AwsArn, isApiDestination, readArn } from '../../../rules/events/targets.ts';

/** Lambda functions that are invoked at a URL of their own, by their names or ARNs. */
export type Functions = Readonly<Record<string, string>>;

/** Where targets are that are no API destinations. */
export interface TargetPlaces {
  /** Where AWS's services are; `aws` for AWS itself. Without, none of them is called. */
  targetEndpoint: string | undefined;
  functions: Functions;
}

/** The path at which the emulator of Lambda's runtime takes events, whatever its function is called. */
const INVOCATIONS = '/2015-03-31/functions/function/invocations';

/** Where a function is invoked that has a URL: with its qualifier, or else without, by its ARN before its name. */
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
 * Why nothing is ever sent to a target, as this server is set up; undefined where it is. Such a target is taken as
 * EventBridge takes it, and its events are passed over: a rule of a real program breaks nothing here.
 */
export const whyNotSent = (
  target: string,
  { targetEndpoint, functions }: TargetPlaces,
): string | undefined => {
  const arn = readArn(target);
  const isBus = arn.service === 'events' && arn.resource.startsWith('event-bus/');
  if (isApiDestination(arn)) return undefined;
  if (!isBus && !DELIVERED.has(arn.service)) return `cosell does not send to targets of ${arn.service}.`;
  if (targetEndpoint !== undefined) return undefined;
  if (arn.service !== 'lambda') return 'The server reaches no AWS services. Start it with --target-endpoint.';
  if (urlOfFunction(arn, functions)) return undefined;
  return 'The function has no URL in the configuration (functions), and the server no --target-endpoint.';
};
