import { createDecoder } from '../kit/shape/decoder.ts';
import { dotted } from '../kit/shape/json-types.ts';
import { type Breach, numberCheck, sizeCheck, textCheck } from './check.ts';
import { type Input, inputSchema, type OperationName } from './contract.ts';
import type { Fault } from './errors.ts';
import { alsoRequired, limits } from './limits.ts';

export { MAX_FAULTS } from '../kit/shape/decoder.ts';

const decode = createDecoder<Breach, Fault>((operation) => inputSchema(operation as OperationName), {
  limits,
  alsoRequired,
  // AWS docs, working-with-deal-sizing-insights: left out, the duration stays; null ends it. See rules/spend.ts.
  nullable: { Project: ['ExpectedContractDuration'] },
  text: textCheck,
  number: numberCheck,
  size: sizeCheck,
  required: { code: 'REQUIRED_FIELD_MISSING', says: 'is required' },
  notOne: (chosen, members) => ({
    code: chosen === 0 ? 'REQUIRED_FIELD_MISSING' : 'INVALID_VALUE',
    says: `must have exactly one of ${members.join(', ')}`,
  }),
  fault: (path, { code, says }) => {
    const name = dotted(path);
    return { FieldName: name, Message: `${name} ${says}.`, Code: code };
  },
});

/**
 * Reads the body of a request into what its handler takes: known members only, in the schema's order, moments in UTC.
 * A null counts as absent, but that of Project.ExpectedContractDuration. What is beyond a limit or missing is listed in `faults`, all of it up to `MAX_FAULTS`;
 * the input may only be used when there is none.
 * @throws SerializationException where the body is no object or a member is of the wrong JSON type
 */
export const decodeInput = <N extends OperationName>(
  operation: N,
  body: unknown,
): { input: Input<N>; faults: Fault[] } => decode(operation, body) as { input: Input<N>; faults: Fault[] };
