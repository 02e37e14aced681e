import { StepFailure } from '../changes/work.ts';
import type { ServiceError } from '../kit/service/errors.ts';
import { businessValidationFailed, ConflictException } from '../model/errors.ts';

/**
 * Rethrows a StepFailure, which would fail a task, as the operation's exception. `field`: the member of the request
 * that names the faulty resource.
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
