import { createTurns } from '../flow/end-of-turn.ts';
import { currentKey } from '../flow/on-behalf.ts';
import { pieces } from '../flow/pace.ts';
import { endPart, type Times } from '../flow/times.ts';
import type { SignedRequest } from '../http/signed-request.ts';
import type { Operation } from './operation.ts';
import type { Access, Api, OnGone, Service } from './service.ts';

/** Characters of a response that takes so long to send, a quarter of a millisecond, that those of a turn are not all sent in the next one. */
const LARGE_BODY = 32_768;

/** What is known about a request so far. */
export interface Passage<Caller> {
  contentType: string;
  operation: string | undefined;
  caller: Caller | undefined;
  access: Access | undefined;
  isDropped: boolean;
  effects: object | undefined;
}

/** An identified request to an operation. */
export interface Asked<Caller> {
  caller: Caller;
  passage: Passage<Caller>;
  decoded: ReturnType<Api['decode']>;
  request: SignedRequest;
  requestId: string;
  onGone: OnGone | undefined;
  /** Receives where the time goes. */
  times: Times | undefined;
}

/** Runs an operation, if all permits it, and returns the response's body. */
export const createServe = <Host, Caller>(host: Host) => {
  const endOfTurn = createTurns();
  return async (
    service: Service<Host, Caller>,
    api: Api,
    operation: Operation<string, object, object, unknown>,
    { caller, passage, decoded, request, requestId, onGone, times }: Asked<Caller>,
  ): Promise<string> => {
    const { input, faults } = decoded;
    const deciding = service.authorize?.(host, { caller, operation, input, request });
    if (deciding) {
      passage.access = deciding instanceof Promise ? await deciding : deciding;
      if (passage.access.refusal) throw passage.access.refusal;
    }
    const throttling = service.throttle?.(host, { caller, operation: operation.name });
    if (throttling) await throttling;
    endPart(times, 'authorize');
    const injecting = service.inject?.(host, { caller, operation: operation.name, input });
    const injected = injecting && (await injecting);
    endPart(times, 'injected');
    if (injected?.drop) passage.isDropped = true;
    if (injected?.drop === 'before') return '';
    if (faults.length > 0) throw api.invalid(faults);
    const decided = (access: Access): void => {
      passage.access = access;
    };
    const call = service.callOf(host, { caller, injected, request, onGone, decided });
    const output = await (api.perform ?? callHandler)(operation, input, call);
    endPart(times, 'handle');
    const body = api.encode(operation.name, output, requestId);
    endPart(times, 'encode');
    // Responses of a turn of the event loop are sent together at its end.
    await endOfTurn();
    if (body.length > LARGE_BODY) await pieces.begin(currentKey());
    endPart(times, 'turn');
    return body;
  };
};

const callHandler: NonNullable<Api['perform']> = (operation, input, call) => operation.handle(input, call);
