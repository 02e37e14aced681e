import { StepFailure } from '../changes/work.ts';
import type { ServiceError } from '../kit/service/errors.ts';
import { businessValidationFailed, ConflictException } from '../model/errors.ts';

/**
 * What a task would fail with, as the exception that an operation answers for it. `field`: the member of the request that
 * names what is at fault.
 */
export const orException = async <T>(step: Promise<T>, field: string): Promise<T> => {
  try {
    return await step;
  } catch (error) {
    throw error instanceof StepFailure ? exceptionFor(error, field) : error;
  }
};

const exceptionFor = ({ reasonCode, message }: StepFailure, field: string): ServiceError => {
  const isAboutResource =
    reasonCode.endsWith('ValidationFailed') && reasonCode !== 'InvitationValidationFailed';
  if (!isAboutResource) return ConflictException(message);
  return businessValidationFailed([{ FieldName: field, Message: message, Code: 'INVALID_RESOURCE_STATE' }]);
};
