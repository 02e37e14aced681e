import type { Case } from './cases.ts';
import type { Outcome } from './send.ts';

/** Exceptions that are allowed for a request with a valid shape. */
const business = [
  'AccessDeniedException',
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
];

/** Whether an outcome differs from the expectation of its case. */
export const isMiss = ({ expected }: Case, { status, exception, reason, faults }: Outcome): boolean => {
  const isShapeRefused = exception === 'ValidationException' && reason === 'REQUEST_VALIDATION_FAILED';
  switch (expected.outcome) {
    case 'accepted':
      if (status === 200) return false;
      // Business rules may refuse a valid request. Its shape or signature must not be refused, and the server must not
      // fail.
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

/** Operations that need no existing resource, so a valid request would take effect. */
const needsNothing =
  /^(CreateOpportunity|CreateEngagement|PutSellingSystemSettings|StartProspectingFromEngagementTask)$/;

/**
 * Whether a case is harmless on a server that others use. Reads are. So are writes that must be refused: their
 * identifiers name nothing, so even a server that fails to refuse them changes nothing. If an operation needs no
 * identifier, only a write without a required member is certain to be refused.
 */
export const isHarmless = ({ operation, expected }: Case): boolean => {
  if (/^(Get|List)/.test(operation)) return true;
  if (expected.outcome === 'accepted') return false;
  if (!needsNothing.test(operation)) return true;
  return expected.outcome === 'ValidationException' && expected.code === 'REQUIRED_FIELD_MISSING';
};

/** Whether an endpoint is on this machine. */
export const isLocal = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
