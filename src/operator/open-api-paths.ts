import type { Document } from '../kit/action/open-api.ts';
import { account, after, envelope, gone, json, SIGNED, streamOf } from './open-api-parts.ts';

/** How far the init hooks are. */
const init: Document = {
  type: 'object',
  required: ['done', 'of'],
  properties: { done: { type: 'integer' }, of: { type: 'integer' } },
};

/** The paths that are not actions. Health, readiness and what the console asks first need no token. */
export const fixedPaths = (errors: Document, token: object[]): Record<string, Document> => ({
  '/_cosell/health': {
    get: {
      operationId: 'health',
      summary: 'Returns the health and the version of the process.',
      tags: ['server'],
      security: [],
      responses: {
        '200': {
          description:
            'The process works; `degraded` if its database does not respond or cannot be written; `initializing` while the ' +
            'init hooks of a new store run.',
          content: json({
            type: 'object',
            required: ['status', 'version'],
            properties: {
              status: { enum: ['ok', 'degraded', 'initializing'] },
              version: { type: 'string' },
              reason: { type: 'string' },
              init,
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
          [
            '503',
            'Not ready: the database does not respond, the init hooks run, or the server is shutting down.',
          ],
        ].map(([status, description]) => [
          status,
          {
            description,
            content: json({
              type: 'object',
              required: ['status'],
              properties: {
                status: { enum: ['ready', 'degraded', 'initializing', 'stopping'] },
                reason: { type: 'string' },
                init,
              },
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
  '/_cosell/caller': {
    get: {
      operationId: 'caller',
      summary: 'Returns what the operator token of the caller allows.',
      tags: ['server'],
      security: [{}, ...token],
      responses: {
        '200': {
          description: 'Everything, if no token is needed.',
          content: json({
            type: 'object',
            required: ['scope'],
            properties: {
              scope: { enum: ['read', 'operate', 'admin'] },
              token: { type: 'string', description: 'The name of the token; absent if none is needed.' },
            },
          }),
        },
        ...errors,
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
