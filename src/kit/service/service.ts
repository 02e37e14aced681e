import type { SignedRequest } from '../http/signed-request.ts';
import type { ServiceError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * One service that the front door serves. `Host` is what the server has for its services, `Caller` who calls, `Call` what
 * an operation of this service is given.
 */
export interface Service<Host = unknown, Caller = unknown, Call = unknown> {
  /** What requests to it are signed for: the service of a credential's scope. */
  readonly signingName: string;
  /** Stands before the names of its operations in log lines: `events:PutRule`. Default: they stand alone. */
  readonly label?: string;
  readonly protocol: Protocol;
  /** Its operations. Called once, with the first request, so that what is costly to load is loaded only if it is used. */
  api(host: Host): Api<Call> | Promise<Api<Call>>;
  /**
   * Injects failures, after the caller is identified and before limits are checked. Throws the error to refuse the request
   * with. Undefined: nothing to inject, and nothing to wait for.
   */
  meet?(host: Host, request: { caller: Caller; operation: string; input: object }): Promise<Met> | undefined;
  /** Makes the call that the handler is given. */
  callOf(host: Host, request: { caller: Caller; met: Met | undefined; onGone: OnGone | undefined }): Call;
}

/** What is injected into a request that is not refused; a service may add members for its own `callOf`. */
export interface Met {
  /** The connection ends without an answer: before the operation is done, or after it. */
  drop?: 'before' | 'after';
}

/** Registers a callback for when the client needs no answer any more. */
export type OnGone = (listener: () => void) => void;

/** The operations of a service, and how what they take and answer is read and written. */
export interface Api<Call = unknown> {
  readonly operations: ReadonlyMap<string, Operation<string, object, object, Call>>;
  /** Whether the service has an operation of this name, also if it has no handler here. */
  isOperationName(name: string): boolean;
  /**
   * Reads what a request says. `input` may only be used if there are no `faults`.
   * Throws SerializationException if the request is not readable as the operation's input.
   */
  decode(operation: string, body: unknown): { input: object; faults: readonly unknown[] };
  /** The error for a request that is beyond its limits. */
  invalid(faults: readonly unknown[]): ServiceError;
  /** Does an operation. Default: calls its handler. */
  perform?(operation: Operation<string, object, object, Call>, input: object, call: Call): Promise<object>;
  /** Writes the output of an operation as a body. */
  encode(operation: string, output: object, requestId: string): string;
}

/** The parts of a request that decide which service it is for. */
export type RequestHead = Pick<SignedRequest, 'method' | 'path' | 'query' | 'headers'>;

/** The wire format of a service. */
export interface Protocol {
  /** The `Content-Type` of answers. */
  readonly contentType: string;
  /** That of an answer to this request, if not all have the same. Its operation is known. */
  contentTypeOf?(request: RequestHead): string;
  /** Whether a request is for this service. */
  isFor(head: RequestHead): boolean;
  /** Whether a GET is a request of this protocol. Default: none is. */
  answersGet?(head: RequestHead): boolean;
  /**
   * The name of the operation that a request is for. If there is none, it throws UnknownOperationException, or answers
   * undefined if the caller is to be identified first.
   */
  nameOf(request: SignedRequest, api: Pick<Api, 'isOperationName'>): string | undefined;
  /** Parses the body for the service's decoder. Throws SerializationException. */
  read(request: SignedRequest): unknown;
  /** The error for an operation that has no handler, or, without a name, for one that is not known. */
  notThere(request: SignedRequest, name: string | undefined, api: Pick<Api, 'operations'>): ServiceError;
  /** Writes an error; `code` is also the header `x-amzn-errortype`. */
  writeError(error: ServiceError, requestId: string): { status: number; code: string; body: string };
}
