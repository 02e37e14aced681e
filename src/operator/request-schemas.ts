import Type, { type Static } from 'typebox';
import { oneOf } from './schemas.ts';

/** How a call ended. `denied`: the caller is unknown or may not do it. `dropped`: an injected fault closed the connection. */
export const outcomes = ['ok', 'refused', 'denied', 'throttled', 'failed', 'dropped'] as const;
export const Outcome = oneOf(
  outcomes,
  'ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another ' +
    'error of the request; failed: an error of the server; dropped: an injected fault closed the connection.',
);
export type Outcome = (typeof outcomes)[number];

export const RequestId = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.',
});

/** A call in a list. */
export const RequestEntry = Type.Object({
  id: RequestId,
  time: Type.String({ description: 'When it was answered, by the clock of the server.' }),
  realTime: Type.String({ description: 'The same moment by the clock of the machine.' }),
  account: Type.Optional(Type.String({ description: 'The account of the caller, if it is known.' })),
  accessKeyId: Type.Optional(
    Type.String({ description: 'As the request states it: without an account it proves nothing.' }),
  ),
  service: Type.String({ description: 'partnercentral-selling, events or sts.' }),
  operation: Type.Optional(
    Type.String({ description: 'Absent if the request names none that the service has.' }),
  ),
  catalog: Type.Optional(Type.String()),
  status: Type.Integer({ description: 'The HTTP status of the response.' }),
  outcome: Outcome,
  errorCode: Type.Optional(Type.String({ description: 'The name of the exception.' })),
  message: Type.Optional(Type.String({ description: 'Its message.' })),
  milliseconds: Type.Number({ description: 'From the head of the request to the response.' }),
  requestBytes: Type.Integer(),
  responseBytes: Type.Integer(),
  resources: Type.Array(Type.String(), {
    description: 'The ids and ARNs that the request and its response name, at most 20.',
  }),
  node: Type.String({ description: 'Host name and process id of the server that answered.' }),
});
export type RequestEntry = Static<typeof RequestEntry>;

/** Whether bodies are kept. */
export const BodiesState = Type.Object({
  kept: Type.Boolean({ description: 'Whether the bodies of further requests are kept.' }),
  until: Type.Optional(
    Type.String({
      description:
        'When this ends, by the clock of the machine; absent if it lasts, or if they are not kept.',
    }),
  ),
});
export type BodiesState = Static<typeof BodiesState>;
