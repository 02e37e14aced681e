import { detected, lengthFaults, MISSING, textFaults, valueFaults } from '../kit/shape/constraints.ts';
import { createDecoder } from '../kit/shape/decoder.ts';
import { createEncoder } from '../kit/shape/encoder.ts';
import type { Path } from '../kit/shape/json-types.ts';
import { ValidationException } from '../model/errors.ts';
import { type Input, type OperationName, type Output, schemas } from './contract.ts';
import { limits } from './limits.ts';

/**
 * Decodes EventBridge's requests, reports their faults, and encodes its responses. A fault reads `1 validation error
 * detected: Value 'x y' at 'name' failed to satisfy constraint: Member must …`.
 */

/** The constraints that a value violates, and whether responses must not quote the value. */
interface Breach {
  readonly constraints: readonly string[];
  readonly isSecret: boolean;
}

const breachOf = (constraints: string[], isSecret = false): Breach | undefined =>
  constraints.length > 0 ? { constraints, isSecret } : undefined;

const decode = createDecoder<Breach, readonly string[]>(schemas.input, {
  limits,
  alsoRequired: {},
  text: (limit, isSensitive) => (value) => breachOf(textFaults(value, limit), isSensitive),
  number: (limit) => {
    if (limit?.kind !== 'range') return undefined;
    return (value) => breachOf(valueFaults(value, limit));
  },
  size: (limit) => {
    if (limit?.kind !== 'items' && limit?.kind !== 'entries') return undefined;
    return (size) => breachOf(lengthFaults(size, limit));
  },
  moments: 'seconds',
  required: { constraints: [MISSING], isSecret: false },
  notOne: (_chosen, members) => ({
    constraints: [`Member must have exactly one of ${members.join(', ')}`],
    isSecret: false,
  }),
  fault: (path, { constraints, isSecret }, value) =>
    constraints.map(
      (constraint) =>
        `Value ${shown(value, isSecret)}at '${placeOf(path)}' failed to satisfy constraint: ${constraint}`,
    ),
});

/** Quotes a value for a message: a text or a number, but no secret, object or array. */
const shown = (value: unknown, isSecret: boolean): string => {
  if (value === undefined) return 'null ';
  if (isSecret || typeof value === 'object') return '';
  return `'${value}' `;
};

/** Returns a value's path as messages write it: `targets.1.member.arn`. */
const placeOf = (path: Path): string =>
  path
    .map((step) => {
      return typeof step === 'number' ? `${step + 1}.member` : step.charAt(0).toLowerCase() + step.slice(1);
    })
    .join('.');

/**
 * Decodes the body of a request: see `createDecoder`. `faults` are sentences.
 * @throws SerializationException if the body is not an object or a member has the wrong JSON type
 */
export const decodeInput = <Name extends OperationName>(
  operation: Name,
  body: unknown,
): { input: Input<Name>; faults: string[] } => {
  const { input, faults } = decode(operation, body);
  return { input: input as Input<Name>, faults: faults.flat() };
};

/** The error for a request that violates limits. */
export const constraintsFailed = (faults: readonly string[]) => ValidationException(detected(faults));

const encode = createEncoder(schemas.output, {
  timestamp: (moment) => String(Date.parse(String(moment)) / 1000),
});

/** Encodes an output as JSON, with timestamps in seconds since 1970. */
export const encodeOutput = <Name extends OperationName>(operation: Name, output: Output<Name>): string =>
  encode(operation, output);
