import { OverloadedError } from '../flow/fair-gate.ts';
import { goOnBehalfOf, type Noted, onBehalfOf } from '../flow/on-behalf.ts';
import { once } from '../flow/once.ts';
import { breathe, createPace } from '../flow/pace.ts';
import { endPart } from '../flow/times.ts';
import type { SignedRequest } from '../http/signed-request.ts';
import { InternalServerException, ServiceError, ServiceUnavailable } from './errors.ts';
import { createServe, type Passage } from './serve.ts';
import type { Access, Api, OnGone, Protocol, RequestHead, Service } from './service.ts';

/** An HTTP response and what the log may hold of it. The body is never logged. */
export interface Answer<Caller = unknown> {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The operation's name, prefixed by the label of its service. Undefined if it is unknown. */
  operation?: string | undefined;
  /** Undefined if the request was refused before the caller was identified. */
  caller?: Caller | undefined;
  /** Undefined if nothing was decided. */
  access?: Access | undefined;
  error?: unknown;
  /** The server closes the connection instead of sending a response. */
  isDropped?: boolean;
  /** What the operation has noted as done; undefined if it only reads, or if nobody wants to know. */
  effects?: object | undefined;
}

/** What the server has for a request besides its bytes. */
export interface About extends Noted {
  /** Registers a callback for a client that disconnects. */
  onGone?: OnGone | undefined;
}

/** Receives the requests to all services. */
export interface FrontDoor<Caller = unknown> {
  /** Returns the response to a request. Never throws. */
  answer(request: SignedRequest, requestId: string, about?: About): Promise<Answer<Caller>>;
  /** Whether one of the services answers this GET. */
  answersGet(head: RequestHead): boolean;
  /** Returns the response for an error that precedes `answer`. Omit `head` if the bytes were not a readable request. */
  refuse(error: unknown, requestId: string, head?: RequestHead): Answer<Caller>;
}

export interface FrontDoorOptions<Host, Caller> {
  /** A request is for the first service whose `isFor` returns true, otherwise for the last one. */
  services: readonly [Service<Host, Caller>, ...Service<Host, Caller>[]];
  host: Host;
  /** Identifies the caller of a service. Throws the authentication errors of `errors.ts`. */
  identify(request: SignedRequest, signingName: string): Caller | Promise<Caller>;
  /** The key by which callers share fairly what requests wait for. */
  keyOf(caller: Caller): string;
  /** Called after a request that writes has succeeded. */
  onWrite?(caller: Caller, operation: { service: string; name: string }): void;
  /** Creates what an operation that writes notes its effects in. Default: they are not noted. */
  newEffects?(): object;
}

/** A service of the front door. */
interface Entry<Host, Caller> {
  readonly service: Service<Host, Caller>;
  /** Loads its operations, once. */
  readonly load: () => Promise<Api>;
  /** The result of `load`, so that later requests need no await. */
  api?: Api;
}

/** Creates the front door. Only this function decides which service a request is for. */
export const createFrontDoor = <Host, Caller>(options: FrontDoorOptions<Host, Caller>): FrontDoor<Caller> => {
  const { services, host } = options;
  const run = createRun(options);
  const entries = services.map(
    (service): Entry<Host, Caller> => ({ service, load: once(async () => service.api(host)) }),
  );
  const last = entries[entries.length - 1] as Entry<Host, Caller>;
  const entryFor = (head: RequestHead): Entry<Host, Caller> => {
    for (const entry of entries) if (entry.service.protocol.isFor(head)) return entry;
    return last;
  };

  return {
    answer: async (request, requestId, about = {}) => {
      const entry = entryFor(request);
      const { protocol, label } = entry.service;
      const passage = passageTo<Caller>(protocol, label);
      try {
        const { span } = about;
        const begin = () => run(entry, passage, request, requestId, about);
        // What identifies the caller belongs to the span, too.
        const body = await (span ? onBehalfOf(undefined, begin, { span }) : begin());
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

/** What a write takes before it waits for its transaction, in units of a read (kit/flow/pace.ts): 0.15 ms and 0.05. */
const WRITE_UNITS = 3;
/** What a page of a list takes, up to 1 ms if it is as long as it may be: it is known only when its query has run. */
const LIST_UNITS = 16;
/** What is read and checked in the time of a read. */
const UNIT_BYTES = 8_192;
/** A body of 256 KB: a millisecond. */
const LARGE_UNITS = 32;

/**
 * Creates the function that runs a request and returns the response's body. It checks in the order of AWS: operation,
 * body, caller, permissions, quotas, injected failures, limits of the input.
 */
const createRun = <Host, Caller>({
  host,
  identify,
  keyOf,
  onWrite,
  newEffects,
}: FrontDoorOptions<Host, Caller>) => {
  const serve = createServe<Host, Caller>(host);
  const intake = createPace();
  const pace = createPace();
  return async (
    entry: Entry<Host, Caller>,
    passage: Passage<Caller>,
    request: SignedRequest,
    requestId: string,
    about: About,
  ): Promise<string> => {
    const { service } = entry;
    const { onGone, times, span } = about;
    const { protocol } = service;
    entry.api ??= await entry.load();
    const { api } = entry;
    const name = protocol.nameOf(request, api);
    if (name !== undefined) passage.operation = service.label ? `${service.label}:${name}` : name;
    if (protocol.contentTypeOf) passage.contentType = protocol.contentTypeOf(request);
    const operation = name === undefined ? undefined : api.operations.get(name);
    const units = 1 + Math.floor(request.body.length / UNIT_BYTES);
    // Those who come at once, such as a thousand connections, are not all read in one turn. Nobody is known yet: first come, first served.
    const intakeTurn = intake.begin(undefined, units);
    if (intakeTurn) await intakeTurn;
    endPart(times, 'turn');
    const decoded = operation && api.decode(operation.name, protocol.read(request));
    endPart(times, 'decode');
    // The hash of a large body, for its signature, takes as long as its reading did.
    if (units >= LARGE_UNITS) await breathe();
    const identified = identify(request, service.signingName);
    const caller = identified instanceof Promise ? await identified : identified;
    passage.caller = caller;
    endPart(times, 'authenticate');
    if (!decoded) throw protocol.notThere(request, name, api);
    const key = keyOf(caller);
    const { access } = operation;
    const isWrite = access === 'Write' || access === 'Tagging';
    const ownUnits = isWrite ? WRITE_UNITS : access === 'List' ? LIST_UNITS : 1;
    const turn = pace.begin(key, units + ownUnits - 1);
    if (turn) await turn;
    endPart(times, 'turn');
    if (isWrite && newEffects) passage.effects = newEffects();
    const noted = { times, effects: passage.effects };
    const begin = () =>
      serve(service, api, operation, { caller, passage, decoded, request, requestId, onGone, times });
    if (span) goOnBehalfOf(key, noted);
    const body = await (span ? begin() : onBehalfOf(key, begin, noted));
    if (isWrite) onWrite?.(caller, { service: service.signingName, name: operation.name });
    return body;
  };
};

const passageTo = <Caller>({ contentType }: Protocol, operation?: string): Passage<Caller> => ({
  contentType,
  operation,
  caller: undefined,
  access: undefined,
  isDropped: false,
  effects: undefined,
});

const answerOf = <Caller>(
  { contentType, operation, caller, access, isDropped, effects }: Passage<Caller>,
  requestId: string,
  status: number,
  body: string,
): Answer<Caller> => ({
  status,
  headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
  body,
  operation,
  caller,
  access,
  isDropped,
  effects,
});

/**
 * Writes an error in the service's format. An error that is no ServiceError becomes an InternalServerException, or
 * ServiceUnavailable if the request would have waited for too long.
 */
const errorAnswer = <Caller>(
  protocol: Protocol,
  passage: Passage<Caller>,
  requestId: string,
  error: unknown,
): Answer<Caller> => {
  const answered = asServiceError(error, requestId);
  const { status, code, body } = protocol.writeError(answered, requestId);
  const answer = answerOf(passage, requestId, status, body);
  answer.headers['x-amzn-errortype'] = code;
  answer.error = error instanceof OverloadedError ? answered : error;
  return answer;
};

const asServiceError = (error: unknown, requestId: string): ServiceError => {
  if (error instanceof ServiceError) return error;
  if (error instanceof OverloadedError) {
    return ServiceUnavailable('The server is busy with earlier requests. Try again in a few seconds.');
  }
  return InternalServerException(requestId);
};
