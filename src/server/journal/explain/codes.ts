/** What an error means in plain words, what to do, and where AWS documents it. */
export interface Meaning {
  readonly means: string;
  readonly advice: string;
  readonly source: string;
}

const COMMON = 'AWS API reference: Common Error Types';
const SELLING = 'AWS API reference: Partner Central Selling, errors of the operation';

const unknownOperation: Meaning = {
  means: 'The request names no operation that the service has.',
  advice: 'Correct the name after the dot in X-Amz-Target; it is case-sensitive.',
  source: COMMON,
};
const noSignature: Meaning = {
  means: 'The request is not signed, and this server checks signatures.',
  advice: 'Give the client credentials, so that it signs its requests (AWS Signature Version 4).',
  source: COMMON,
};
const unknownKey: Meaning = {
  means: 'No account of this server has this access key.',
  advice: 'Use a key of the configuration, or make one with `cosell keys create`.',
  source: COMMON,
};
const wrongSignature: Meaning = {
  means:
    'The signature does not match the request: the secret is wrong, or something changed the request on its way.',
  advice:
    'Compare the secret key; then see whether a proxy changes the path, the Host header or the body. The clocks may differ by five minutes.',
  source: 'AWS docs: IAM user guide, Troubleshoot Signature Version 4',
};
const expired: Meaning = {
  means: 'The temporary key is too old.',
  advice: 'Ask STS for a new one. If the clock of the server was moved, keys expire by that clock.',
  source: COMMON,
};
const throttled: Meaning = {
  means: 'The account has sent more requests than its quota allows, or a fault was injected.',
  advice:
    'Wait and repeat the request, as SDKs do; `cosell quotas` shows the quotas, `cosell fault list` the injected faults.',
  source: 'AWS docs: developer-guide/quotas',
};
const internal: Meaning = {
  means: 'Something failed in the server, or a fault was injected.',
  advice: 'Repeat the request. If it goes on, look for the request id in the log of the server.',
  source: COMMON,
};
const denied: Meaning = {
  means: 'The caller is known, but may not do this.',
  advice: 'Allow it in a policy of the user or role; an explicit deny wins over every allow.',
  source: 'AWS docs: IAM user guide, Policy evaluation logic',
};

/** The errors by name. Those of STS have names of their own. */
export const meanings: Readonly<Record<string, Meaning>> = {
  UnknownOperationException: unknownOperation,
  InvalidAction: unknownOperation,
  MissingAuthenticationTokenException: noSignature,
  MissingAuthenticationToken: noSignature,
  UnrecognizedClientException: unknownKey,
  InvalidClientTokenId: unknownKey,
  InvalidSignatureException: wrongSignature,
  SignatureDoesNotMatch: wrongSignature,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  ThrottlingException: throttled,
  InternalServerException: internal,
  InternalException: internal,
  InternalFailure: internal,
  AccessDeniedException: denied,
  AccessDenied: denied,
  IncompleteSignatureException: {
    means: 'The Authorization header cannot be read.',
    advice: 'Let an SDK sign the request, or compare the header with the form in the message.',
    source: COMMON,
  },
  SerializationException: {
    means: 'The body is not JSON, or a member has the wrong type, such as a number where a text belongs.',
    advice: 'Send JSON in UTF-8, with the types of the operation.',
    source: 'AWS docs: awsJson1_0 protocol',
  },
  ValidationException: {
    means: 'Something in the request is missing, not allowed, or against a rule. Every fault is listed.',
    advice: 'Correct every member that is listed; a repetition without a change fails again.',
    source: SELLING,
  },
  ConflictException: {
    means: 'The request does not fit the state that the resource is in now.',
    advice: 'Read the resource, apply the change to what it is now, and try again.',
    source: SELLING,
  },
  ResourceNotFoundException: {
    means: 'The account sees no resource with this identifier in this catalog.',
    advice:
      'Compare the identifier and the catalog. What belongs to another account looks as if it did not exist.',
    source: SELLING,
  },
  ServiceQuotaExceededException: {
    means: 'One thing holds as many of another as it may.',
    advice: 'Remove some, or use another one.',
    source: 'AWS docs: developer-guide/quotas',
  },
  RequestEntityTooLargeException: {
    means: 'The body is larger than 1 MiB.',
    advice: 'Send less at once.',
    source: 'cosell: SECURITY.md',
  },
  RequestTimeoutException: {
    means: 'The body came too slowly, or not at all.',
    advice: 'Send it again. A Content-Length that is too large has the same effect.',
    source: COMMON,
  },
  ServiceUnavailable: {
    means: 'The server has too much to do, or is limited to protect others.',
    advice: 'Wait for a second and repeat the request, as SDKs do.',
    source: COMMON,
  },
  NotImplementedException: {
    means: 'AWS has this operation, and this server does not.',
    advice: 'docs/reference/differences.md says what is missing.',
    source: 'cosell: docs/reference/differences.md',
  },
  NotFoundException: {
    means: 'There is nothing at this path.',
    advice: 'Send a POST to / with the header X-Amz-Target, as SDKs do.',
    source: 'cosell: README.md',
  },
};

/** What the codes of a fault in an ErrorList mean. */
export const faultMeanings: Readonly<Record<string, string>> = {
  REQUIRED_FIELD_MISSING: 'It is missing or empty, and needed here.',
  INVALID_ENUM_VALUE: 'It is none of the values that are allowed.',
  INVALID_STRING_FORMAT: 'The text does not have the form or the length that is needed.',
  INVALID_VALUE: 'The value is readable, but a rule forbids it here.',
  NOT_ENOUGH_VALUES: 'The list has too few elements.',
  TOO_MANY_VALUES: 'The list has too many elements.',
  INVALID_RESOURCE_STATE: 'The resource is in a state in which this is not possible.',
  DUPLICATE_KEY_VALUE: 'The same key is there more than once.',
  VALUE_OUT_OF_RANGE: 'The number is too small or too large.',
  ACTION_NOT_PERMITTED: 'This is not possible in the state that the resource is in, or for this caller.',
};
