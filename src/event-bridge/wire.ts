import { detected, lengthFaults, MISSING, textFaults, valueFaults } from '../kit/shape/constraints.ts';
import { createDecoder } from '../kit/shape/decoder.ts';
import { createEncoder } from '../kit/shape/encoder.ts';
import type { Path } from '../kit/shape/json-types.ts';
import { ValidationException } from '../model/errors.ts';
import { type Input, type OperationName, type Output, schemas } from './contract.ts';
import { limits } from './limits.ts';

/**
 * What EventBridge's requests say, and how it tells what is wrong with them: `1 validation error detected: Value 'x y'
 * at 'name' failed to satisfy constraint: Member must …`.
 */

/** The constraints that a value fails, and whether nobody may read the value in an answer. */
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

/** A value as a message quotes it: texts and numbers, but nothing secret, and nothing that has parts. */
const shown = (value: unknown, isSecret: boolean): string => {
  if (value === undefined) return 'null ';
  if (isSecret || typeof value === 'object') return '';
  return `'${value}' `;
};

/** Where a value stands, as messages say it: `targets.1.member.arn`. */
const placeOf = (path: Path): string =>
  path
    .map((step) => {
      return typeof step === 'number' ? `${step + 1}.member` : step.charAt(0).toLowerCase() + step.slice(1);
    })
    .join('.');

/**
 * Reads the body of a request for an operation: see `createDecoder`. `faults` are sentences.
 * @throws SerializationException where the body is no object or a member is of the wrong JSON type
 */
export const decodeInput = <Name extends OperationName>(
  operation: Name,
  body: unknown,
): { input: Input<Name>; faults: string[] } => {
  const { input, faults } = decode(operation, body);
  return { input: input as Input<Name>, faults: faults.flat() };
};

/** The error for a request whose members are not within the limits. */
export const constraintsFailed = (faults: readonly string[]) => ValidationException(detected(faults));

const encode = createEncoder(schemas.output, {
  timestamp: (moment) => String(Date.parse(String(moment)) / 1000),
});

/** Writes what an operation answers as JSON; moments as seconds since 1970. */
export const encodeOutput = <Name extends OperationName>(operation: Name, output: Output<Name>): string =>
  encode(operation, output);
