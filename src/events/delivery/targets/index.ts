import { randomUUID } from 'node:crypto';
import type { FairTurns } from '../../../kit/flow/fair-turns.ts';
import { remember } from '../../../kit/flow/remember.ts';
import { trusting } from '../../../kit/http/authorities.ts';
import { createHttpClient, type HttpClient } from '../../../kit/http/client.ts';
import { type EventPattern, readEventPattern } from '../../../kit/pattern/event-pattern.ts';
import type { EventTarget } from '../../../model/event-bridge.ts';
import { type InputOptions, type MakeInput, readInput } from '../../../rules/events/input.ts';
import { isApiDestination, readArn } from '../../../rules/events/targets.ts';
import { type SecretKeeper, secretsOf } from '../../../store/repositories/connection-secrets.ts';
import type { SubscriptionKey } from '../../../store/repositories/deliveries.ts';
import { findApiDestination } from '../../../store/repositories/event-api-destinations.ts';
import { findRuleTarget } from '../../../store/repositories/event-targets.ts';
import type { EventRules } from '../../../store/tables/event-rules.ts';
import type { Queries } from '../../../store/tables.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import { limitsOf } from '../retry.ts';
import { apiDestination } from './api-destination.ts';
import { type AwsClients, createAwsClients } from './aws-clients.ts';
import { eventBusTarget } from './event-bus.ts';
import { firehoseStream } from './firehose.ts';
import { functionAtUrl, lambdaFunction } from './lambda.ts';
import { logGroup } from './log-group.ts';
import { matchEvent } from './matching.ts';
import { createOAuthTokens, type OAuthTokens } from './oauth.ts';
import { withPreparedInput } from './prepared-input.ts';
import { createRate, type Rate } from './rate.ts';
import { kindOfTarget, type TargetPlaces, urlOfFunction, whyNotSent } from './reach.ts';
import { snsTopic } from './sns.ts';
import { sqsTarget } from './sqs.ts';
import { type DeliveryTarget, unusable } from './target.ts';
import { type Webhook, webhookTarget } from './webhook.ts';

/** The server's configuration of targets. */
export interface TargetOptions extends TargetPlaces {
  region: string;
  webhooks: readonly Webhook[];
  /** Whether HTTP calls may go to private addresses. */
  allowPrivateTargets: boolean;
  /** Certificates of authorities, in PEM, that HTTPS calls trust beside the usual ones. */
  authorities: readonly string[];
  /** Reads the secrets of connections. */
  secrets: Pick<SecretKeeper, 'reveal'>;
}

/** Finds targets, and holds the clients and caches that they share. */
export interface Targets {
  /** Returns the target of a subscription as it is now, or undefined if it is gone. Costs up to four queries by key. */
  find(db: Queries, key: SubscriptionKey): Promise<DeliveryTarget | undefined>;
  readonly aws: AwsClients;
  close(): void;
}

interface Shared {
  region: string;
  http: HttpClient;
  tokens: OAuthTokens;
  rate: Rate;
  aws: AwsClients;
  places: TargetPlaces;
  turns: FairTurns;
  secrets: Pick<SecretKeeper, 'reveal'>;
  /** Compiles the text of a pattern: once per version of a rule, not per page of events. */
  patternOf(text: string): EventPattern;
  /** Compiles the input of a target, given as JSON. */
  inputOf(options: string): MakeInput;
  /** The log stream that this node writes to, in every log group. */
  logStream: string;
}

/** Characters of the patterns, and of the inputs, whose compiled forms are kept: those of thousands of usual rules. */
const KEPT_CHARACTERS = 1_000_000;

export const createTargets = (
  { region, webhooks, allowPrivateTargets, authorities, targetEndpoint, functions, secrets }: TargetOptions,
  turns: FairTurns,
): Targets => {
  const trusted = authorities.length > 0 ? trusting(authorities) : undefined;
  const http = createHttpClient(allowPrivateTargets, trusted);
  const aws = createAwsClients(targetEndpoint, trusted);
  const shared: Shared = {
    region,
    http,
    aws,
    tokens: createOAuthTokens(http),
    rate: createRate(),
    places: { targetEndpoint, functions },
    turns,
    secrets,
    patternOf: remember(readEventPattern, KEPT_CHARACTERS),
    inputOf: remember((options) => readInput(JSON.parse(options) as InputOptions), KEPT_CHARACTERS),
    logStream: randomUUID(),
  };
  return {
    find: async (db, { account_id, id }) => {
      const [kind, name = '', target = ''] = id.split('/');
      if (kind === 'rule') return findTargetOfRule(shared, db, account_id, name, target);
      const webhook = webhooks.find((one) => one.name === name);
      return webhook && webhookTarget(http, webhook);
    },
    aws,
    close: () => {
      http.close();
      aws.close();
    },
  };
};

const findTargetOfRule = async (
  shared: Shared,
  db: Queries,
  account: string,
  ruleName: string,
  targetId: string,
): Promise<DeliveryTarget | undefined> => {
  const found = await findRuleTarget(db, { account_id: account, rule_name: ruleName, id: targetId });
  if (!found) return undefined;
  const { rule, target } = found;
  const pattern = shared.patternOf(rule.event_pattern);
  const ruleArn = arnOfRule(shared.region, rule);
  const { Arn, DeadLetterConfig, RetryPolicy, Input, InputPath, InputTransformer } = target;
  const input = shared.inputOf(JSON.stringify({ Input, InputPath, InputTransformer }));
  const turn = { turns: shared.turns, party: account };
  return {
    kind: kindOfTarget(Arn),
    notSent: whyNotSent(Arn, shared.places),
    ...(await withPreparedInput(input, { ruleName, ruleArn }, turn, (inputOf) =>
      delivererOf(shared, db, account, target, inputOf),
    )),
    matches: (event) => matchEvent(pattern, event),
    limits: limitsOf(RetryPolicy),
    ...(DeadLetterConfig?.Arn && { deadLetterQueue: { arn: DeadLetterConfig.Arn, ruleArn, targetArn: Arn } }),
  };
};

const delivererOf = async (
  shared: Shared,
  db: Queries,
  account: string,
  target: EventTarget,
  input: (event: EventEnvelope) => string,
): Promise<Pick<DeliveryTarget, 'deliver' | 'takePlace'>> => {
  const { Arn } = target;
  const arn = readArn(Arn);
  if (isApiDestination(arn)) {
    const found = await findApiDestination(db, { account_id: account, arn: Arn });
    if (found) {
      const secrets = secretsOf(shared.secrets, found.connection);
      return apiDestination(shared, target, { ...found, secrets }, input);
    }
    return unusable({ code: 'NO_RESOURCE', message: `${Arn} or its connection does not exist.` });
  }
  const { aws, http, places, logStream } = shared;
  const reason = whyNotSent(Arn, places);
  if (reason !== undefined) return unusable({ code: 'NO_PERMISSIONS', message: reason });
  switch (arn.service) {
    case 'sqs':
      return sqsTarget(aws, target, input);
    case 'sns':
      return snsTopic(aws, target, input);
    case 'logs':
      return logGroup(aws, target, logStream, input);
    case 'firehose':
      return firehoseStream(aws, target, input);
    case 'lambda': {
      const url = urlOfFunction(arn, places.functions);
      return url ? functionAtUrl(http, url, input) : lambdaFunction(aws, target, input);
    }
    default:
      return eventBusTarget(aws, target);
  }
};

const arnOfRule = (region: string, { account_id, name }: EventRules): string =>
  `arn:aws:events:${region}:${account_id}:rule/${name}`;
