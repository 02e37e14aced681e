import Type, { type Static } from 'typebox';
import { RequestEntry } from './request-schemas.ts';
import { Task } from './show-task.ts';

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

/** A fault of an ErrorList, explained. */
export const ExplainedFault = Type.Object({
  fieldName: Type.Optional(Type.String()),
  code: Type.String(),
  message: Type.String(),
  means: Type.String({ description: 'What the code means, in plain words.' }),
  source: Type.Optional(Type.String({ description: 'Where the rule is documented.' })),
  needed: Type.Optional(Type.String({ description: 'What would have been accepted.' })),
});
export type ExplainedFault = Static<typeof ExplainedFault>;

/** Why a call failed. */
export const Explanation = Type.Object({
  means: Type.String({ description: 'What the error means, in plain words.' }),
  advice: Type.String({ description: 'What to do.' }),
  source: Type.Optional(Type.String({ description: 'Where it is documented.' })),
  faults: Type.Array(ExplainedFault, { description: 'Every fault of the ErrorList.' }),
  needed: Type.Array(Type.String(), {
    description:
      'Near misses: what the call would have needed, by the state of now. Of other accounts they say nothing.',
  }),
});
export type Explanation = Static<typeof Explanation>;

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
  explanation: Type.Optional(Explanation),
  tasks: Type.Array(Task, { description: 'The task that it has started, as it is now.' }),
  code: Type.Optional(Type.String({ description: 'The call as code, in the language of `as`.' })),
});
export type RequestDetail = Static<typeof RequestDetail>;
