import { expect, test } from 'vitest';
import type { Case, Expectation } from '../../conformance/cases.ts';
import type { Outcome } from '../../conformance/send.ts';
import { isHarmless, isLocal, isMiss } from '../../conformance/verdict.ts';
import type { OperationName } from '../../src/model/contract.ts';

const caseOf = (expected: Expectation, operation: OperationName = 'CreateOpportunity'): Case => ({
  operation,
  title: '',
  body: {},
  expected,
});

const accepted = caseOf({ outcome: 'accepted' });
const wrongType = caseOf({ outcome: 'SerializationException' });
const tooLong = caseOf({
  outcome: 'ValidationException',
  field: 'Project.Title',
  code: 'INVALID_STRING_FORMAT',
});

const ok: Outcome = { status: 200, exception: '', reason: '', faults: [] };
const error = (exception: string, status = 400): Outcome => ({ ...ok, status, exception });
const invalid = (reason: string, FieldName = 'Project.Title', Code = 'INVALID_STRING_FORMAT'): Outcome => ({
  ...error('ValidationException'),
  reason,
  faults: [
    { FieldName: 'Other', Code: 'INVALID_VALUE' },
    { FieldName, Code },
  ],
});

test.each<[string, Case, Outcome]>([
  ['a valid request that is done', accepted, ok],
  ['a valid request that a rule of the business refuses', accepted, invalid('BUSINESS_VALIDATION_FAILED')],
  ['a valid request about nothing', accepted, error('ResourceNotFoundException')],
  ['a wrong type that is refused', wrongType, error('SerializationException')],
  ['a limit that is named', tooLong, invalid('REQUEST_VALIDATION_FAILED')],
])('passes: %s', (_, given, outcome) => {
  expect(isMiss(given, outcome)).toBe(false);
});

test.each<[string, Case, Outcome]>([
  ['a valid request that is refused for its shape', accepted, invalid('REQUEST_VALIDATION_FAILED')],
  ['a valid request that is refused for its types', accepted, error('SerializationException')],
  ['a valid request that fails', accepted, error('InternalServerException', 500)],
  ['a valid request of an unknown operation', accepted, error('UnknownOperationException')],
  [
    'a valid request that nobody read, as its keys are unknown',
    accepted,
    error('UnrecognizedClientException'),
  ],
  ['a valid request that was throttled to the end', accepted, error('ThrottlingException')],
  ['a valid request that something else answered', accepted, error('none', 502)],
  ['a wrong type that is taken', wrongType, ok],
  ['a wrong type that is a matter of limits', wrongType, invalid('REQUEST_VALIDATION_FAILED')],
  ['a wrong type that makes the server fail', wrongType, error('SerializationException', 500)],
  ['a limit that is no limit', tooLong, ok],
  ['a limit that is a matter of business', tooLong, invalid('BUSINESS_VALIDATION_FAILED')],
  ['a limit of another field', tooLong, invalid('REQUEST_VALIDATION_FAILED', 'Project')],
  [
    'a limit of another code',
    tooLong,
    invalid('REQUEST_VALIDATION_FAILED', 'Project.Title', 'INVALID_VALUE'),
  ],
])('is a miss: %s', (_, given, outcome) => {
  expect(isMiss(given, outcome)).toBe(true);
});

test.each<[string, boolean, Case]>([
  ['a read', true, caseOf({ outcome: 'accepted' }, 'ListOpportunities')],
  ['a write that is valid', false, caseOf({ outcome: 'accepted' }, 'DeleteResourceSnapshotJob')],
  ['a write about nothing, with a limit broken', true, { ...tooLong, operation: 'UpdateOpportunity' }],
  ['a write that needs nothing to be there, with a limit broken', false, tooLong],
  ['a write that needs nothing to be there, of a wrong type', false, wrongType],
  [
    'a write that lacks what it needs',
    true,
    caseOf({ outcome: 'ValidationException', field: 'Catalog', code: 'REQUIRED_FIELD_MISSING' }),
  ],
])('to a server that others use: %s is harmless: %s', (_, isSent, given) => {
  expect(isHarmless(given)).toBe(isSent);
});

test('only this machine is one’s own', () => {
  expect(['http://127.0.0.1:4747', 'http://localhost', 'http://[::1]:1'].map(isLocal)).toEqual([
    true,
    true,
    true,
  ]);
  expect(isLocal('https://partnercentral-selling.us-east-1.api.aws')).toBe(false);
  expect(isLocal('http://127.0.0.1.example.com')).toBe(false);
});
