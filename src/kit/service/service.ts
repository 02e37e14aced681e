import type { SignedRequest } from '../http/signed-request.ts';
import type { ServiceError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * A service of the front door. `Host` is what the server provides to services, `Caller` the identified caller, `Call`
 * what an operation of this service gets besides its input.
 */
export interface Service<Host = unknown, Caller = unknown, Call = unknown> {
  /** The service name in the credential scope of signed requests. */
  readonly signingName: string;
  /** The prefix of its operations in log lines: `events:PutRule`. Default: none. */
  readonly label?: string;
  readonly protocol: Protocol;
  /**
   * Loads its operations. Called once, by the first request, so that an unused service costs no load time or memory.
   */
  api(host: Host): Api<Call> | Promise<Api<Call>>;
  /**
   * Decides whether the caller may run the operation, once the caller is identified, before failures are injected and limits
   * are checked: the input may violate them. Returns undefined if nothing is decided, so that the request need not wait.
   */
  authorize?(
    host: Host,
    request: {
      caller: Caller;
      operation: Operation<string, object, object, Call>;
      input: object;
      request: SignedRequest;
    },
  ): Promise<Access> | Access | undefined;
  /**
   * Injects failures, after the caller is identified and before limits are checked. Throws to refuse the request.
   * Returns undefined if there is nothing to inject, so that the request need not wait.
   */
  inject?(
    host: Host,
    request: { caller: Caller; operation: string; input: object },
  ): Promise<Injected> | undefined;
  /**
   * Counts the request against the caller's quotas, after the caller is permitted and before failures are injected. Throws
   * to refuse the request. Returns undefined if there is nothing to wait for.
   */
  throttle?(host: Host, request: { caller: Caller; operation: string }): Promise<void> | undefined;
  /** Creates the call for the handler. */
  callOf(
    host: Host,
    request: {
      caller: Caller;
      injected: Injected | undefined;
      request: SignedRequest;
      onGone: OnGone | undefined;
      /** Records what the handler decides about the request, for a service without `authorize`. */
      decided(access: Access): void;
    },
  ): Call;
}

/** What was decided about a request. */
export interface Access {
  /** With the prefix of its service: `partnercentral:GetOpportunity`. That which was refused, or the operation's own. */
  readonly action: string;
  /** The ARN that it was decided for; the first one if there are several. */
  readonly resource: string;
  readonly decision: 'Allow' | 'ImplicitDeny' | 'ExplicitDeny';
  /** The error of a request that may not run. */
  readonly refusal?: ServiceError;
}

/** What is injected into a request that is not refused. A service may add members for its own `callOf`. */
export interface Injected {
  /** The connection closes without a response, before or after the operation runs. */
  drop?: 'before' | 'after';
}

/** Calls `listener` once when the client disconnects or the response is sent. */
export type OnGone = (listener: () => void) => void;

/** The operations of a service, with the decoder and the encoder of their bodies. */
export interface Api<Call = unknown> {
  readonly operations: ReadonlyMap<string, Operation<string, object, object, Call>>;
  /** Whether the service has an operation of this name, even if it has no handler here. */
  isOperationName(name: string): boolean;
  /**
   * Decodes a body and checks its limits. Use `input` only if there are no `faults`. Throws SerializationException if
   * the body is not an input of the operation.
   */
  decode(operation: string, body: unknown): { input: object; faults: readonly unknown[] };
  /** The error for a request that violates limits. */
  invalid(faults: readonly unknown[]): ServiceError;
  /** Runs an operation. Default: calls its handler. */
  perform?(operation: Operation<string, object, object, Call>, input: object, call: Call): Promise<object>;
  /** Encodes the output of an operation as a body. */
  encode(operation: string, output: object, requestId: string): string;
}

/** The parts of a request that decide which service it is for. */
export type RequestHead = Pick<SignedRequest, 'method' | 'path' | 'query' | 'headers'>;

/** The wire format of a service. */
export interface Protocol {
  /** The `Content-Type` of responses. */
  readonly contentType: string;
  /** The `Content-Type` of the response to this request, whose operation is known. Default: `contentType`. */
  contentTypeOf?(request: RequestHead): string;
  /** Whether a request is for this service. */
  isFor(head: RequestHead): boolean;
  /** Whether a GET is a request of this protocol. Default: none is. */
  answersGet?(head: RequestHead): boolean;
  /**
   * Returns the name of a request's operation. If the name is unknown, throws UnknownOperationException, or returns
   * undefined if the caller has to be identified first.
   */
  nameOf(request: SignedRequest, api: Pick<Api, 'isOperationName'>): string | undefined;
  /** Parses the body for the service's decoder. Throws SerializationException. */
  read(request: SignedRequest): unknown;
  /** The error for an operation without a handler or, if `name` is undefined, for an unknown operation. */
  notThere(request: SignedRequest, name: string | undefined, api: Pick<Api, 'operations'>): ServiceError;
  /** Writes an error; `code` is also the header `x-amzn-errortype`. */
  writeError(error: ServiceError, requestId: string): { status: number; code: string; body: string };
}
