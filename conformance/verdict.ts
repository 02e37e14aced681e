import type { Case } from './cases.ts';
import type { Outcome } from './send.ts';

/** What an operation may answer to a request whose shape is right. */
const business = [
  'AccessDeniedException',
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
];

/** Whether an outcome is not what its case expects. */
export const isMiss = ({ expected }: Case, { status, exception, reason, faults }: Outcome): boolean => {
  const isShapeRefused = exception === 'ValidationException' && reason === 'REQUEST_VALIDATION_FAILED';
  switch (expected.outcome) {
    case 'accepted':
      if (status === 200) return false;
      // A rule of the business may refuse it, but nobody who does not read it: its shape, its signature, or a failure.
      return exception === 'ValidationException' ? isShapeRefused : !business.includes(exception);
    case 'SerializationException':
      return status !== 400 || exception !== 'SerializationException';
    case 'ValidationException': {
      const { field, code } = expected;
      const isNamed = faults.some((fault) => fault.FieldName === field && fault.Code === code);
      return status !== 400 || !isShapeRefused || !isNamed;
    }
  }
};

/** What needs nothing to be there: what is taken for valid is done. */
const needsNothing =
  /^(CreateOpportunity|CreateEngagement|PutSellingSystemSettings|StartProspectingFromEngagementTask)$/;

/**
 * Whether a case can do no harm to a server that others use. A read can not. A write that is to be refused can not either:
 * its identifiers name nothing, so that even a server that does not refuse it has nothing to change. Where no identifier is
 * needed, only a write that lacks what it needs is sure to be refused.
 */
export const isHarmless = ({ operation, expected }: Case): boolean => {
  if (/^(Get|List)/.test(operation)) return true;
  if (expected.outcome === 'accepted') return false;
  if (!needsNothing.test(operation)) return true;
  return expected.outcome === 'ValidationException' && expected.code === 'REQUIRED_FIELD_MISSING';
};

/** Whether an endpoint is this machine's own. */
export const isLocal = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
