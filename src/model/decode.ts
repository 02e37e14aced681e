import { createDecoder } from '../kit/shape/decoder.ts';
import { dotted } from '../kit/shape/json-types.ts';
import { type Breach, numberCheck, sizeCheck, textCheck } from './check.ts';
import { type Input, inputSchema, type OperationName } from './contract.ts';
import type { Fault } from './errors.ts';
import { alsoRequired, limits, nullable } from './limits.ts';

export { MAX_FAULTS } from '../kit/shape/decoder.ts';

const decode = createDecoder<Breach, Fault>((operation) => inputSchema(operation as OperationName), {
  limits,
  alsoRequired,
  nullable,
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
 * Decodes the body of a request into the input of its handler: known members only, in the schema's order, timestamps in
 * UTC. Null counts as absent, except for Project.ExpectedContractDuration. `faults` lists missing members and violated
 * limits, up to `MAX_FAULTS`; use the input only if there are none.
 * @throws SerializationException if the body is not an object or a member has the wrong JSON type
 */
export const decodeInput = <N extends OperationName>(
  operation: N,
  body: unknown,
): { input: Input<N>; faults: Fault[] } => decode(operation, body) as { input: Input<N>; faults: Fault[] };
