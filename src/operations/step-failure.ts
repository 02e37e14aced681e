import { ConflictException, ServiceQuotaExceededException } from '../model/errors.ts';
import { StepFailure } from '../workflows/work.ts';

/** What a task would fail with, as the exception that an operation answers for it. */
export const orException = async <T>(step: Promise<T>): Promise<T> => {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const exception =
      error.reasonCode === 'ServiceQuotaExceeded' ? ServiceQuotaExceededException : ConflictException;
    throw exception(error.message);
  }
};
