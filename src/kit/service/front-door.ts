import { createTurns } from '../flow/end-of-turn.ts';
import { once } from '../flow/once.ts';
import type { SignedRequest } from '../http/signed-request.ts';
import { InternalServerException, ServiceError } from './errors.ts';
import type { Api, OnGone, Protocol, RequestHead, Service } from './service.ts';

/** An HTTP response, and what may be logged of it beside its status: never the body. */
export interface Answer<Caller = unknown> {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The operation, after the label of its service; undefined if it is not known. */
  operation?: string | undefined;
  /** Undefined if the request was refused before it was known who calls. */
  caller?: Caller | undefined;
  error?: unknown;
  /** Instead of being answered, the connection ends. */
  isDropped?: boolean;
}

/** Where the requests to all services come in. */
export interface FrontDoor<Caller = unknown> {
  /** Answers a request. `onGone` registers a callback for the client's leaving. Never throws. */
  answer(request: SignedRequest, requestId: string, onGone?: OnGone): Promise<Answer<Caller>>;
  /** Whether a GET is a request to one of the services. */
  answersGet(head: RequestHead): boolean;
  /** Writes an error that occurred before `answer` was called. Without `head`: the bytes were not a readable request. */
  refuse(error: unknown, requestId: string, head?: RequestHead): Answer<Caller>;
}

export interface FrontDoorOptions<Host, Caller> {
  /** A request is for the first one whose protocol says so, else for the last one. */
  services: readonly [Service<Host, Caller>, ...Service<Host, Caller>[]];
  host: Host;
  /** Identifies the caller. Throws the authentication errors of `errors.ts`. */
  identify(request: SignedRequest): Caller | Promise<Caller>;
}

/** A service behind the door. */
interface Entry<Host, Caller> {
  readonly service: Service<Host, Caller>;
  /** Loads its operations once. */
  readonly load: () => Promise<Api>;
  /** The result of `load`, so that later requests do not await it. */
  api?: Api;
}

/** What is known of a request so far. */
interface Passage<Caller> {
  contentType: string;
  operation: string | undefined;
  caller: Caller | undefined;
  isDropped: boolean;
}

/** Makes the front door of services. This is the one place that decides which service a request is for. */
export const createFrontDoor = <Host, Caller>(options: FrontDoorOptions<Host, Caller>): FrontDoor<Caller> => {
  const { services, host } = options;
  const takeThrough = createSteps(options);
  const entries = services.map(
    (service): Entry<Host, Caller> => ({ service, load: once(async () => service.api(host)) }),
  );
  const last = entries[entries.length - 1] as Entry<Host, Caller>;
  const entryFor = (head: RequestHead): Entry<Host, Caller> => {
    for (const entry of entries) if (entry.service.protocol.isFor(head)) return entry;
    return last;
  };

  return {
    answer: async (request, requestId, onGone) => {
      const entry = entryFor(request);
      const { protocol, label } = entry.service;
      const passage = passageTo<Caller>(protocol, label);
      try {
        const body = await takeThrough(entry, passage, request, requestId, onGone);
        return answerOf(passage, requestId, 200, body);
      } catch (error) {
        return errorAnswer(protocol, passage, requestId, error);
      }
    },
    answersGet: (head) => entryFor(head).service.protocol.answersGet?.(head) ?? false,
    refuse: (error, requestId, head) => {
      const { protocol } = (head ? entryFor(head) : last).service;
      return errorAnswer(protocol, passageTo<Caller>(protocol), requestId, error);
    },
  };
};

/**
 * Makes the function that runs a request and answers its body. Checks run in the order of AWS: the operation, the body, the
 * caller, injected failures, the input's limits.
 */
const createSteps = <Host, Caller>({ host, identify }: FrontDoorOptions<Host, Caller>) => {
  const endOfTurn = createTurns();
  return async (
    entry: Entry<Host, Caller>,
    passage: Passage<Caller>,
    request: SignedRequest,
    requestId: string,
    onGone: OnGone | undefined,
  ): Promise<string> => {
    const { service } = entry;
    const { protocol } = service;
    entry.api ??= await entry.load();
    const { api } = entry;
    const name = protocol.nameOf(request, api);
    if (name !== undefined) passage.operation = service.label ? `${service.label}:${name}` : name;
    if (protocol.contentTypeOf) passage.contentType = protocol.contentTypeOf(request);
    const operation = name === undefined ? undefined : api.operations.get(name);
    const decoded = operation && api.decode(operation.name, protocol.read(request));
    const caller = await identify(request);
    passage.caller = caller;
    if (!decoded) throw protocol.notThere(request, name, api);
    const { input, faults } = decoded;
    const meeting = service.meet?.(host, { caller, operation: operation.name, input });
    const met = meeting && (await meeting);
    if (met?.drop) passage.isDropped = true;
    if (met?.drop === 'before') return '';
    if (faults.length > 0) throw api.invalid(faults);
    const call = service.callOf(host, { caller, met, onGone });
    const output = await (api.perform ?? callHandler)(operation, input, call);
    const body = api.encode(operation.name, output, requestId);
    // Reads are answered together, at the end of the turn; writes are already, as their transactions commit together.
    if (operation.access === 'List' || operation.access === 'Read') await endOfTurn();
    return body;
  };
};

const passageTo = <Caller>({ contentType }: Protocol, operation?: string): Passage<Caller> => ({
  contentType,
  operation,
  caller: undefined,
  isDropped: false,
});

const callHandler: NonNullable<Api['perform']> = (operation, input, call) => operation.handle(input, call);

const answerOf = <Caller>(
  { contentType, operation, caller, isDropped }: Passage<Caller>,
  requestId: string,
  status: number,
  body: string,
): Answer<Caller> => ({
  status,
  headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
  body,
  operation,
  caller,
  isDropped,
});

/** Writes an error as the service does. Any other than a ServiceError becomes an InternalServerException without details. */
const errorAnswer = <Caller>(
  protocol: Protocol,
  passage: Passage<Caller>,
  requestId: string,
  error: unknown,
): Answer<Caller> => {
  const answered = error instanceof ServiceError ? error : InternalServerException(requestId);
  const { status, code, body } = protocol.writeError(answered, requestId);
  const answer = answerOf(passage, requestId, status, body);
  answer.headers['x-amzn-errortype'] = code;
  answer.error = error;
  return answer;
};
