import Type, { type Static } from 'typebox';
import { RequestEntry } from './request-schemas.ts';

const Headers = Type.Record(Type.String(), Type.String(), {
  description: 'In lower case, without signatures and tokens.',
});

/** A body without secrets. Nothing if the body is empty. */
export const ShownBody = Type.Object({
  json: Type.Optional(Type.Unknown({ description: 'The body, if it is JSON.' })),
  text: Type.Optional(Type.String({ description: 'The body, or its beginning, if it is something else.' })),
  note: Type.Optional(Type.String({ description: 'Why the body is absent or not whole.' })),
});
export type ShownBody = Static<typeof ShownBody>;

/** A call with everything that is known of it. */
export const RequestDetail = Type.Object({
  ...RequestEntry.properties,
  principal: Type.Optional(Type.String({ description: 'The ARN of the caller.' })),
  request: Type.Optional(
    Type.Object(
      { method: Type.String(), path: Type.String(), headers: Headers, body: ShownBody },
      { description: 'Absent if what arrived was no HTTP request.' },
    ),
  ),
  response: Type.Object({ body: ShownBody }),
});
export type RequestDetail = Static<typeof RequestDetail>;
