import { clientError, type ServiceError } from '../../service/errors.ts';

const InvalidEventPatternException = clientError('InvalidEventPatternException');

/** The error for an invalid pattern. `reason` is in the words of EventBridge if they are known. */
export const invalid = (reason: string): ServiceError =>
  InvalidEventPatternException(`Event pattern is not valid. Reason: ${reason}`);
