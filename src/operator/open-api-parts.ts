import type { Document } from '../kit/action/open-api.ts';

/** Of the descriptions of paths that are not actions. */

/** The position in the feed after which events are wanted. */
export const after = (description: string) => ({
  name: 'after',
  in: 'query',
  required: false,
  description,
  schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
});

export const json = (schema: Document): Document => ({ 'application/json': { schema } });
export const account = {
  name: 'account',
  in: 'query',
  required: false,
  description: 'Only the events of this account.',
  schema: { type: 'string', pattern: '^([0-9]{12}|[aA][wW][sS])$' },
};
export const envelope = {
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

export const gone = {
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
export const SIGNED = { signature: ['cosell:ReadEvents'] };

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
export const streamOf = ({
  operationId,
  summary,
  tag,
  account,
  description,
  errors,
  token,
}: StreamDescription) => ({
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
