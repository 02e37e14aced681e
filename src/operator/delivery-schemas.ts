import Type, { type Static } from 'typebox';
import type { DeliveryHistory, DeliveryOutcome } from '../events/delivery/history.ts';
import { targetKinds } from '../events/delivery/targets/target.ts';
import { ConflictException } from '../model/errors.ts';
import { oneOf, SubscriptionId } from './schemas.ts';

const outcomes = ['delivered', 'retry', 'dead', 'passedOver'] as const satisfies readonly DeliveryOutcome[];

export const DeliveryOutcomes = oneOf(
  outcomes,
  'delivered: the target took it; retry: it failed and is tried again; dead: it failed and was given up, as a dead letter; ' +
    'passedOver: no attempt, because this server sends nothing to the target, or could not match the pattern.',
);

/** An attempt in a list. */
export const DeliveryEntry = Type.Object({
  time: Type.String({ description: 'When it ended, by the clock of the server.' }),
  realTime: Type.String({ description: 'The same moment by the clock of the machine.' }),
  account: Type.Optional(Type.String({ description: 'The account of the target; absent for a webhook.' })),
  target: SubscriptionId,
  kind: oneOf(targetKinds, 'What the target is.'),
  eventId: Type.String(),
  eventType: Type.String({ description: 'The detail-type of the event.' }),
  eventAccount: Type.String({ description: 'The account that got the event.' }),
  sequence: Type.Integer({
    description: 'The position of the event in the feed, from which it is replayed.',
  }),
  outcome: DeliveryOutcomes,
  attempt: Type.Integer({
    description: '1 for the first, also after a redrive or replay; 0 if it was passed over.',
  }),
  again: Type.Boolean({ description: 'Whether it was redriven, or replayed.' }),
  milliseconds: Type.Number({ description: 'How long the target took.' }),
  status: Type.Optional(
    Type.Integer({ description: 'The HTTP status of the answer, if the target speaks HTTP.' }),
  ),
  errorCode: Type.Optional(Type.String({ description: 'A code of EventBridge.' })),
  message: Type.Optional(Type.String({ description: 'Why it failed.' })),
  retryAt: Type.Optional(Type.String({ description: 'When the next attempt is due.' })),
  deadLetter: Type.Optional(
    Type.String({ description: 'The id of the dead letter that it became, or still is.' }),
  ),
  traceId: Type.Optional(
    Type.String({
      description:
        'The trace of the attempt: that of the call that caused the event, if the same account made it; absent if nothing is traced.',
    }),
  ),
  node: Type.String({ description: 'Host name and process id of the server that made the attempt.' }),
});
export type DeliveryEntry = Static<typeof DeliveryEntry>;

/** Returns the history. Throws ConflictException if it is off. */
export const historyOf = (history: DeliveryHistory | undefined): DeliveryHistory => {
  if (history) return history;
  throw ConflictException(
    'This server keeps no deliveries. Start it with --deliveries 1000 (startCosell: deliveries) to keep the newest ones.',
  );
};
