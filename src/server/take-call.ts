import type { Caller } from '../access/caller.ts';
import { createTimes, endPart, type Times } from '../kit/flow/times.ts';
import type { Peers } from '../kit/http/peer.ts';
import type { FrontDoor } from '../kit/service/front-door.ts';
import type { Tracing } from '../kit/trace/span.ts';
import { type Logs, refusalOfType, send, type Write } from './http-answers.ts';
import { signedRequest } from './signed-request.ts';
import { beginCall } from './trace-requests.ts';
import type { Arrived, Replying } from './transport/arrived.ts';
import type { Bodies } from './transport/bodies.ts';
import { beganAt } from './transport/elapsed.ts';

export interface TakeCallOptions {
  door: FrontDoor<Caller>;
  bodies: Bodies;
  write: Write<Replying>;
  logs: Logs;
  tracing: Tracing | undefined;
  peers: Peers;
}

/**
 * Creates what answers a call, once it has passed all checks: reads its body, hands it to the services, and sends what they answer.
 * `refused` is called instead, once, if that fails.
 */
export const createTakeCall = ({ door, bodies, write, logs, tracing, peers }: TakeCallOptions) => {
  const timesOf = (request: Arrived): Times | undefined => {
    if (logs.slowCallMs === 0) return undefined;
    const times = createTimes(beganAt(request));
    endPart(times, 'read');
    return times;
  };
  const answer = async (request: Arrived, reply: Replying): Promise<void> => {
    // Also called after the response was sent.
    const onGone = (listener: () => void) => reply.raw.once('close', listener);
    const noted = { times: timesOf(request), span: beginCall(tracing, request) };
    const answered = await door.answer(signedRequest(request, peers), request.id, { onGone, ...noted });
    send(write, reply, answered, request, logs, noted);
  };
  return (request: Arrived, reply: Replying, refused: (error: unknown) => void): void => {
    bodies.read(request, reply.raw, (error, body) => {
      const refusal = error ?? refusalOfType(request.raw.headers);
      request.body = body;
      if (refusal) refused(refusal);
      else answer(request, reply).catch(refused);
    });
  };
};
