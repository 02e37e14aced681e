/** Details of an error besides its message. */
interface Details {
  Reason?: string;
  ErrorList?: { FieldName?: string; Message: string; Code: string }[];
}

/**
 * An error response of a service. A named function creates each one, here or in the service's contract, so that one
 * place decides its message and status. A message says what happened and what to do.
 */
export class ServiceError extends Error {
  readonly statusCode: number;
  readonly details: Details;

  constructor(name: string, statusCode: number, message: string, details: Details = {}) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.details = details;
  }
}

/** Makes a function that creates client errors of this name, with status 400. */
export const clientError = (name: string) => (message: string) => new ServiceError(name, 400, message);

// Errors that occur before an operation runs: AWS API reference, "Common Error Types".
export const SerializationException = clientError('SerializationException');
export const UnknownOperationException = clientError('UnknownOperationException');
export const MissingAuthenticationTokenException = clientError('MissingAuthenticationTokenException');
export const IncompleteSignatureException = clientError('IncompleteSignatureException');
export const UnrecognizedClientException = clientError('UnrecognizedClientException');
export const ExpiredTokenException = clientError('ExpiredTokenException');
export const InvalidSignatureException = clientError('InvalidSignatureException');
export const RequestEntityTooLargeException = (message: string) =>
  new ServiceError('RequestEntityTooLargeException', 413, message);
/** The request took too long to arrive. */
export const RequestTimeoutException = (message: string) =>
  new ServiceError('RequestTimeoutException', 408, message);
/** Too much is going on. AWS docs: "Common Error Types". SDKs repeat the request. */
export const ServiceUnavailable = (message: string) => new ServiceError('ServiceUnavailable', 503, message);
export const NotFoundException = (message: string) => new ServiceError('NotFoundException', 404, message);
export const MethodNotAllowedException = (message: string) =>
  new ServiceError('MethodNotAllowedException', 405, message);

// Further errors of the query protocol: AWS STS API reference, "Common Error Types".
export const InvalidAction = clientError('InvalidAction');
export const MalformedInput = clientError('MalformedInput');
export const ValidationError = clientError('ValidationError');

/** The service has this operation, but this server has no handler for it. */
export const NotImplementedException = (message: string) =>
  new ServiceError('NotImplementedException', 501, message);

/** An internal error. The message reveals only the request id to look for. */
export const InternalServerException = (requestId: string) =>
  new ServiceError(
    'InternalServerException',
    500,
    `The request failed on our side. Try again; if it persists, look for request ${requestId} in the server's log.`,
  );
