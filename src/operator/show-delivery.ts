import type { Delivery } from '../events/delivery/history.ts';
import { nodeName } from '../kit/http/node-name.ts';
import type { DeliveryEntry } from './delivery-schemas.ts';

/** Returns an attempt as lists show it. */
export const showDelivery = (delivery: Delivery): DeliveryEntry => {
  const { account, event, failure, status, retryAt, deadLetter, traceId } = delivery;
  return {
    time: delivery.time,
    realTime: new Date(delivery.realTimeMs).toISOString(),
    ...(account && { account }),
    target: delivery.target,
    kind: delivery.kind,
    eventId: event.id,
    eventType: event.type,
    eventAccount: event.account,
    sequence: event.sequence,
    outcome: delivery.outcome,
    attempt: delivery.attempt,
    again: delivery.isAgain,
    milliseconds: delivery.milliseconds,
    ...(status !== undefined && { status }),
    ...(failure && { errorCode: failure.code, message: failure.message }),
    ...(retryAt !== undefined && { retryAt }),
    ...(deadLetter !== undefined && { deadLetter }),
    ...(traceId !== undefined && { traceId }),
    node: nodeName(),
  };
};
