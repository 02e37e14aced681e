import { clientError, type ServiceError } from '../../service/errors.ts';

const InvalidEventPatternException = clientError('InvalidEventPatternException');

/** The error for a pattern that is none. `reason` in the words of EventBridge where they are known. */
export const invalid = (reason: string): ServiceError =>
  InvalidEventPatternException(`Event pattern is not valid. Reason: ${reason}`);
