import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ServiceError } from '../../src/kit/service/errors.ts';
import { operationNames } from '../../src/model/contract.ts';
import { decodeInput, MAX_FAULTS } from '../../src/model/decode.ts';
import { encodeOutput } from '../../src/model/encode.ts';
import { createEngagementInvitation, createOpportunity } from './samples.ts';

/** Asserts that decoding succeeds or throws a ServiceError. */
const decodesOrRefuses = (operation: (typeof operationNames)[number], body: unknown) => {
  try {
    const { faults } = decodeInput(operation, body);
    expect(faults.length).toBeLessThanOrEqual(MAX_FAULTS);
    for (const { FieldName, Message, Code } of faults) expect(FieldName && Message && Code).toBeTruthy();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as ServiceError).name).toBe('SerializationException');
  }
};

/** The paths of all values of a document. */
const pathsOf = (value: unknown, path: string[] = []): string[][] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))
    : []),
];
const replaced = (value: unknown, [step, ...rest]: string[], by: unknown): unknown => {
  if (step === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[step] = replaced(copy[step], rest, by);
  return copy;
};

test('any JSON as the body of any operation is decoded or rejected as a client error', () => {
  fc.assert(
    fc.property(fc.constantFrom(...operationNames), fc.jsonValue(), (operation, body) => {
      decodesOrRefuses(operation, body);
    }),
    { numRuns: 500 },
  );
});

test('a valid body with any part replaced by any JSON is decoded or rejected', () => {
  const bodies = [
    ['CreateOpportunity', createOpportunity()],
    ['CreateEngagementInvitation', createEngagementInvitation()],
  ] as const;
  for (const [operation, body] of bodies) {
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(body)), fc.jsonValue(), (path, value) => {
        decodesOrRefuses(operation, replaced(body, path, value));
      }),
      { numRuns: 500 },
    );
  }
});

/** The paths of all values, joined by dots. */
const membersOf = (value: unknown): string[] => pathsOf(value).map((path) => path.join('.'));

test('decoding and encoding loses only unknown members', () => {
  const known = createOpportunity();
  const { ClientToken, Tags, Origin, ...shared } = known;
  const paths = pathsOf(shared).filter((path) => {
    const at = path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], shared);
    return typeof at === 'object' && !Array.isArray(at);
  });
  const whole = JSON.parse(encodeOutput('GetOpportunity', shared as never));
  const unknown = fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.jsonValue());
  fc.assert(
    fc.property(fc.constantFrom(...paths), unknown, (path, extra) => {
      const at = path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], shared);
      const body = replaced(
        known,
        path,
        path.length ? { ...(at as object), ...extra } : { ...known, ...extra },
      );
      const { input, faults } = decodeInput('CreateOpportunity', body);
      expect(faults).toEqual([]);
      expect(input).toEqual(known);
      const answer = JSON.parse(encodeOutput('GetOpportunity', input as never));
      expect(answer).toMatchObject(shared);
      expect(membersOf(answer)).toEqual(membersOf(whole));
    }),
  );
});
