import { PolicyError } from '../kit/policy/faults.ts';
import { parsePolicy, sizeOf } from '../kit/policy/policy.ts';
import { refusal } from './clock-state.ts';

/**
 * The largest documents, in characters without white space: all inline policies of a user or role together, a managed policy,
 * a trust policy. AWS docs: IAM user guide, "IAM and AWS STS quotas", "IAM and STS character limits".
 */
const LARGEST = { user: 2048, role: 10_240, managed: 6144, trust: 2048 } as const;

/** What a document is for. */
export type DocumentUse = keyof typeof LARGEST;

/** Returns a document as text. Throws ValidationException that names `field` if it is no policy, or too large. */
export const readDocument = (field: string, given: string | object, use: DocumentUse): string => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  try {
    parsePolicy(text, use === 'trust' ? 'trust' : 'identity');
  } catch (error) {
    if (error instanceof PolicyError)
      throw refusal(field, `is not valid: ${error.message.replace(/\.$/, '')}`);
    throw error;
  }
  checkSize(field, [text], use);
  return text;
};

/** Throws ValidationException if documents are too large together. */
export const checkSize = (field: string, documents: readonly string[], use: DocumentUse): void => {
  const size = documents.reduce((sum, text) => sum + sizeOf(text), 0);
  if (size <= LARGEST[use]) return;
  throw refusal(field, `exceeds the quota of ${LARGEST[use]} characters without white space, with ${size}`);
};
