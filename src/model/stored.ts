import { createDecoder, dotted } from '../kit/shape/decoder.ts';
import type { MemberLimit } from '../kit/shape/limit.ts';
import { type Breach, numberCheck, textCheck } from './check.ts';
import { type OperationName, outputSchema } from './contract.ts';
import { limits } from './limits.ts';

/**
 * Checks documents as they are stored: parts of the outputs of operations. Types, enums and ranges are checked, because code
 * that reads a document relies on them; lengths and patterns are not, because a version with other limits may have written
 * it.
 */

const enumsOf = (limit: MemberLimit | undefined): MemberLimit | undefined =>
  limit?.kind === 'oneOf' ? limit : undefined;

const decode = createDecoder<Breach, { path: readonly (string | number)[]; says: string }>(
  (operation) => outputSchema(operation as OperationName),
  {
    limits: { ...limits, GetOpportunityResponse: limits.CreateOpportunityRequest ?? {} },
    alsoRequired: {},
    text: (limit) => textCheck(enumsOf(limit)),
    number: numberCheck,
    size: () => undefined,
    required: { code: 'REQUIRED_FIELD_MISSING', says: 'is required' },
    notOne: (_chosen, members) => ({
      code: 'INVALID_VALUE',
      says: `must have exactly one of ${members.join(', ')}`,
    }),
    fault: (path, { says }) => ({ path: [...path], says: `${dotted(path)} ${says}` }),
  },
);

/**
 * Returns what is wrong with some members of an operation's output, as sentences without a full stop. Other members of the
 * output may be absent. Of members with the wrong JSON type only the first is reported.
 */
export const outputFaults = (operation: OperationName, members: object): string[] => {
  try {
    const { faults } = decode(operation, members);
    return faults.filter(({ path: [member = ''] }) => Object.hasOwn(members, member)).map(({ says }) => says);
  } catch (error) {
    return [(error as Error).message.replace(/\.$/, '')];
  }
};
