/** A policy document that cannot be used. Its message is IAM's own wherever that is known. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** IAM's error code: a document that is invalid, or one that is too large. */
  readonly code: 'MalformedPolicyDocument' | 'LimitExceeded';

  constructor(message: string, code: PolicyError['code'] = 'MalformedPolicyDocument') {
    super(message);
    this.code = code;
  }
}

/** What IAM says of most faults of the grammar, without naming the place. */
export const syntaxError = (): PolicyError => new PolicyError('Syntax errors in policy.');
