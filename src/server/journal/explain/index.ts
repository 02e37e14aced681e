import type { Explanation } from '../../../operator/request-detail-schemas.ts';
import type { RequestEntry } from '../../../operator/request-schemas.ts';
import type { Queries } from '../../../store/tables.ts';
import { requestBodyOf } from '../bodies.ts';
import type { Kept } from '../kept.ts';
import { readError } from '../read-error.ts';
import { accessNeeds } from './access.ts';
import { meanings } from './codes.ts';
import { conflictNeeds } from './conflict.ts';
import type { Failed } from './failed.ts';
import { explainFaults } from './faults.ts';
import { jsonNeeds, memberNeeds } from './members.ts';
import { notFoundNeeds } from './not-found.ts';
import { operationNeeds } from './operation-names.ts';

/** Explains why a call failed, and what it would have needed by the state of now. A few queries at most. */
export const explain = async (kept: Kept, entry: RequestEntry, reads: Queries): Promise<Explanation> => {
  const { errorCode = '', bodies } = kept;
  const text = requestBodyOf(bodies);
  const input = parse(text);
  const stated = readError(bodies?.response);
  const meaning = meanings[errorCode] ?? {
    means: 'The request was refused.',
    advice: 'The message says why.',
  };
  return {
    ...meaning,
    faults: explainFaults(entry.operation, stated, input),
    needed: await needsOf({ kept, entry, input, reads }, text),
  };
};

const needsOf = async (failed: Failed, text: string | undefined): Promise<string[]> => {
  switch (failed.kept.errorCode) {
    case 'ResourceNotFoundException':
      return notFoundNeeds(failed);
    case 'ConflictException':
      return conflictNeeds(failed);
    case 'UnknownOperationException':
      return operationNeeds(failed);
    case 'AccessDeniedException':
    case 'AccessDenied':
      return accessNeeds(failed);
    case 'ValidationException':
      return memberNeeds(failed);
    case 'SerializationException':
      return [...jsonNeeds(text), ...memberNeeds(failed)];
    default:
      return [];
  }
};

const parse = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
};
