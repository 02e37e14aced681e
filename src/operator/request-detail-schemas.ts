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

/** An event that a call or a task has recorded. */
export const CausedEvent = Type.Object({
  id: Type.String({ description: 'The id of its envelope.' }),
  type: Type.String({ description: 'Its detail-type.' }),
  account: Type.String({ description: 'The account that gets it.' }),
  catalog: Type.Optional(Type.String()),
  time: Type.String(),
  resources: Type.Array(Type.String()),
  task: Type.Optional(
    Type.String({ description: 'The task whose step has recorded it, before the call was answered.' }),
  ),
});
export type CausedEvent = Static<typeof CausedEvent>;

const EventCount = (whose: string) =>
  Type.Integer({ description: `How many events ${whose}; the first 100 are shown.` });

/** A task with what it has caused. */
const CausedTask = Type.Object({
  ...Task.properties,
  isWaitedFor: Type.Boolean({ description: 'Whether the call was answered after its end.' }),
  events: Type.Array(CausedEvent, {
    description:
      'What its steps have recorded on this node since the call was answered. If the call has waited for its end, they are among the events of the call.',
  }),
  eventCount: EventCount('its steps have recorded on this node'),
});

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
  events: Type.Array(CausedEvent, {
    description:
      'What its own transactions have recorded, and, if it has waited for the end of its task, what the task has.',
  }),
  eventCount: EventCount('it has recorded itself'),
  tasks: Type.Array(CausedTask, { description: 'The task that it has started, as it is now.' }),
  code: Type.Optional(Type.String({ description: 'The call as code, in the language of `as`.' })),
});
export type RequestDetail = Static<typeof RequestDetail>;
