import { type Document, openApiOf } from '../kit/action/open-api.ts';
import type { Actions } from './index.ts';

/** Returns the OpenAPI document of everything under `/_cosell/`. */
export const operatorApi = (actions: Actions, version: string): Document =>
  openApiOf(actions.values(), {
    title: "cosell's operator API",
    version,
    description:
      'What has no counterpart at AWS: accounts, time, AWS’s actions, faults, and the whole state. Without an ' +
      'operator token it is open to the machine of a server that trusts it, and else closed.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    token: 'What --operator-token or COSELL_OPERATOR_TOKEN of the server says, if it says anything.',
    signature:
      'AWS Signature Version 4 with a key of an account, for the service `cosell` or `partnercentral-selling`, on a server that ' +
      'checks signatures: for what is the account’s own. Users and roles need the permission that is listed as the scope.',
    fixedPaths,
  });

/** The position in the feed after which events are wanted. */
const after = (description: string) => ({
  name: 'after',
  in: 'query',
  required: false,
  description,
  schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
});

const json = (schema: Document): Document => ({ 'application/json': { schema } });
const account = {
  name: 'account',
  in: 'query',
  required: false,
  description: 'Only the events of this account.',
  schema: { type: 'string', pattern: '^([0-9]{12}|[aA][wW][sS])$' },
};
const envelope = {
  type: 'object',
  description: 'An event as EventBridge delivers it.',
  required: ['id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'],
  properties: {
    version: { type: 'string' },
    id: { type: 'string' },
    'detail-type': { type: 'string' },
    source: { type: 'string' },
    account: { type: 'string' },
    time: { type: 'string' },
    region: { type: 'string' },
    resources: { type: 'array', items: { type: 'string' } },
    detail: { type: 'object' },
  },
};

const gone = {
  type: 'object',
  description:
    'Present if events after `after` were deleted, because their time was over. What is left follows.',
  required: ['through', 'recordedBefore'],
  properties: {
    through: {
      type: 'string',
      description: 'The greatest number of a deleted event. Others up to it may be there.',
    },
    recordedBefore: { type: 'string', description: 'When the last of them was recorded at the latest.' },
  },
};

/** What accounts need to read their events. */
const SIGNED = { signature: ['cosell:ReadEvents'] };

/** The paths that are not actions. Health, readiness and what the console asks first need no token. */
const fixedPaths = (errors: Document, token: object[]): Record<string, Document> => ({
  '/_cosell/health': {
    get: {
      operationId: 'health',
      summary: 'Returns the health and the version of the process.',
      tags: ['server'],
      security: [],
      responses: {
        '200': {
          description: 'The process works; `degraded` if its database does not respond or cannot be written.',
          content: json({
            type: 'object',
            required: ['status', 'version'],
            properties: {
              status: { enum: ['ok', 'degraded'] },
              version: { type: 'string' },
              reason: { type: 'string' },
            },
          }),
        },
      },
    },
  },
  '/_cosell/ready': {
    get: {
      operationId: 'ready',
      summary: 'Returns whether the server is ready for requests.',
      tags: ['server'],
      security: [],
      responses: Object.fromEntries(
        [
          ['200', 'Send them.'],
          ['503', 'Not ready: the database does not respond, or the server is shutting down.'],
        ].map(([status, description]) => [
          status,
          {
            description,
            content: json({
              type: 'object',
              required: ['status'],
              properties: { status: { enum: ['ready', 'degraded', 'stopping'] }, reason: { type: 'string' } },
            }),
          },
        ]),
      ),
    },
  },
  '/_cosell/console': {
    get: {
      operationId: 'console',
      summary: 'Returns what the console has to know before anybody signed in.',
      tags: ['server'],
      security: [],
      responses: {
        '200': {
          description: 'How to sign in, and what there is. Nothing about accounts, keys and tokens.',
          content: json({
            type: 'object',
            required: ['version', 'auth', 'operator', 'region', 'journal'],
            properties: {
              version: { type: 'string' },
              auth: { enum: ['off', 'strict'], description: 'Whether signatures are checked.' },
              operator: {
                enum: ['open', 'token', 'closed'],
                description:
                  'Whether the routes of the operator are open to this machine, take the token that the server was started ' +
                  'with, or only tokens that `cosell tokens create` made.',
              },
              region: { type: 'string' },
              defaultAccount: {
                type: 'string',
                description: 'The account of callers that name none; absent if signatures are checked.',
              },
              journal: {
                type: 'object',
                description: 'How many calls each node keeps, and whether with the bodies of all.',
                required: ['limit', 'bodies'],
                properties: { limit: { type: 'integer' }, bodies: { type: 'boolean' } },
              },
            },
          }),
        },
      },
    },
  },
  '/_cosell/openapi.json': {
    get: {
      operationId: 'openApi',
      summary: 'Returns this document.',
      tags: ['server'],
      security: [{}, ...token],
      responses: { '200': { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) }, ...errors },
    },
  },
  '/_cosell/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Returns the metrics of this node for Prometheus, as its text or as OpenMetrics.',
      tags: ['server'],
      security: [{}, ...token],
      responses: {
        '200': {
          description: 'See docs/operate/metrics.md.',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        ...errors,
      },
    },
  },
  '/_cosell/events': {
    get: {
      operationId: 'events.list',
      summary: 'Lists events in their order, page by page.',
      tags: ['events'],
      security: [{}, ...token, SIGNED],
      parameters: [
        account,
        after('The `next` of an earlier response.'),
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'Maximum number of events.',
          schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
        },
      ],
      responses: {
        '200': {
          description: 'A page. `next` is the `after` of the following page, which may be empty for now.',
          content: json({
            type: 'object',
            required: ['events', 'next'],
            properties: { events: { type: 'array', items: envelope }, next: { type: 'string' }, gone },
          }),
        },
        ...errors,
      },
    },
  },
  '/_cosell/events/stream': streamOf({
    operationId: 'events.stream',
    summary: 'Streams events as they happen, as server-sent events.',
    tag: 'events',
    account,
    description:
      'An endless stream. Each message has an id, and an event as its data; but `gone`, which says what was deleted of what was asked for.',
    errors,
    token,
  }),
  '/_cosell/live': streamOf({
    operationId: 'live',
    summary: 'Streams what has changed, as server-sent events, so that a page never has to poll.',
    tag: 'live',
    account: { ...account, description: 'Only the events and tasks of this account.' },
    description:
      'An endless stream of the messages hello, event, gone, task, request, change, settings and lost, each with JSON as its data; see docs/reference/live.md. ' +
      'Only those named event have an id.',
    errors,
    token,
  }),
});

interface StreamDescription {
  operationId: string;
  summary: string;
  tag: string;
  account: Document;
  description: string;
  errors: Document;
  token: object[];
}

/** Describes a stream of server-sent events that resumes after an event. */
const streamOf = ({ operationId, summary, tag, account, description, errors, token }: StreamDescription) => ({
  get: {
    operationId,
    summary,
    tags: [tag],
    security: [{}, ...token, SIGNED],
    parameters: [
      account,
      after('Same as Last-Event-ID, for clients that cannot send it.'),
      {
        name: 'Last-Event-ID',
        in: 'header',
        required: false,
        description: 'The id of the last event received; the stream resumes after it. Default now.',
        schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
      },
    ],
    responses: {
      '200': { description, content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...errors,
    },
  },
});
