import type { ReasonCode } from '../model/documents.ts';
import {
  businessValidationFailed,
  ConflictException,
  type ServiceError,
  ServiceQuotaExceededException,
} from '../model/errors.ts';
import { StepFailure } from '../workflows/work.ts';

/** What a task would fail with, as the exception that an operation answers for it. */
export const orException = async <T>(step: Promise<T>): Promise<T> => {
  try {
    return await step;
  } catch (error) {
    throw error instanceof StepFailure ? exceptionFor(error.reasonCode, error.message) : error;
  }
};

const exceptionFor = (reasonCode: ReasonCode, message: string): ServiceError => {
  if (reasonCode === 'ServiceQuotaExceeded') return ServiceQuotaExceededException(message);
  const isAboutResource =
    reasonCode.endsWith('ValidationFailed') && reasonCode !== 'InvitationValidationFailed';
  if (!isAboutResource) return ConflictException(message);
  return businessValidationFailed([{ Message: message, Code: 'INVALID_RESOURCE_STATE' }]);
};
