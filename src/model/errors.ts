import type { ValidationExceptionErrorCode } from '@aws-sdk/client-partnercentral-selling';
import { clientError, ServiceError } from '../kit/service/errors.ts';

/**
 * A fault of a member of a request. FieldName is the member's path in the contract, with list elements as `[i]`:
 * `Customer.Contacts[0].Email`. `asAnswered` converts it to the form of the API.
 */
export interface Fault {
  FieldName?: string;
  Message: string;
  Code: ValidationExceptionErrorCode;
}

// The exceptions that operations declare.
export const AccessDeniedException = clientError('AccessDeniedException');
export const ConflictException = clientError('ConflictException');
export const ResourceNotFoundException = clientError('ResourceNotFoundException');
export const ServiceQuotaExceededException = clientError('ServiceQuotaExceededException');
/** Begins as AWS's own message does (AWS docs: ECS, RDS and ELB, "Request throttling"). */
export const ThrottlingException = (limit: string): ServiceError =>
  clientError('ThrottlingException')(`Rate exceeded: ${limit}. Try again later.`);

// Those of EventBridge. Its ValidationException lists the faults in its message only.
export const ValidationException = clientError('ValidationException');
export const ConcurrentModificationException = clientError('ConcurrentModificationException');
export const LimitExceededException = clientError('LimitExceededException');
export const ResourceAlreadyExistsException = clientError('ResourceAlreadyExistsException');

/** The request violates its shape: a member is missing or violates a limit. Lists every fault. */
export const requestValidationFailed = (faults: Fault[]): ServiceError =>
  validationException('REQUEST_VALIDATION_FAILED', faults);

/** The request is well-formed but violates a business rule. Lists every fault. */
export const businessValidationFailed = (faults: Fault[]): ServiceError =>
  validationException('BUSINESS_VALIDATION_FAILED', faults);

const validationException = (reason: string, faults: Fault[]): ServiceError =>
  new ServiceError('ValidationException', 400, describe(faults.map(asAnswered)), {
    Reason: reason,
    ErrorList: faults.map(asAnswered),
  });

/**
 * A fault as the API returns it. FieldName is in lower camel case and without an index (AWS docs: "Working with opportunity
 * updates" and "Deal sizing", `project.expectedCustomerSpend.estimationUrl`; reported). A path at the start of a message is
 * in lower camel case too (reported: `lifeCycle.stage is required`) but keeps its index, so that people find the element;
 * faults that differ only in their element are therefore all listed. `AwsSubmission` becomes `awsSubmission`. A path that
 * does not start with a capital belongs to the operator's own input and stays as it is.
 */
export const asAnswered = (fault: Fault): Fault => {
  const { FieldName: path, Message } = fault;
  if (path === undefined || !/^[A-Z]/.test(path)) return fault;
  const named = path.replace(
    /(^|\.)([A-Z])/g,
    (_, before: string, initial: string) => before + initial.toLowerCase(),
  );
  const isNamedFirst = Message.startsWith(path) && !/^\w/.test(Message.slice(path.length));
  return {
    ...fault,
    FieldName: named.replace(/\[\d+\]/g, ''),
    Message: isNamedFirst ? named + Message.slice(path.length) : Message,
  };
};

const describe = (faults: Fault[]): string => {
  const first = faults[0]?.Message ?? 'The request is not valid.';
  return faults.length > 1 ? `${first} (and ${faults.length - 1} more: see ErrorList)` : first;
};

/** The exceptions that operations declare, by name. */
export const exceptionNames = [
  'AccessDeniedException',
  'ConflictException',
  'InternalServerException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'ValidationException',
] as const;
export type ExceptionName = (typeof exceptionNames)[number];

/** An exception that the operator injects. Omits `Reason` and `ErrorList` if they are not given. */
export const injectedException = (
  name: ExceptionName,
  given: { message: string; reason?: string | undefined; errorList?: Fault[] | undefined },
): ServiceError =>
  new ServiceError(name, name === 'InternalServerException' ? 500 : 400, given.message, {
    ...(given.reason !== undefined && { Reason: given.reason }),
    ...(given.errorList !== undefined && { ErrorList: given.errorList }),
  });

/** The caller may not use the operator's routes. */
export const OperatorAccessDenied = (message: string) =>
  new ServiceError('AccessDeniedException', 403, message);
export const OperatorTokenMissing = (message: string) =>
  new ServiceError('UnauthorizedException', 401, message);
