import type { NormalizedSchema } from '@smithy/core/schema';
import type { Plugin } from 'vite';
import type { Limit, MemberLimit } from '../../src/kit/shape/limit.ts';
import { inputSchema, isOperationName } from '../../src/model/contract.ts';
import { alsoRequired, limits } from '../../src/model/limits.ts';
import { madeUpLead, madeUpOpportunity } from '../../src/rules/made-up/referrals.ts';
import type { Field, LimitData, Member, PatternData, Structure } from '../parts/form/contract.ts';

/** The shape and limits of an operation's input as data, from the model by which the server checks it. */
export const contractOf = (operation: string): Structure => {
  if (!isOperationName(operation)) throw new Error(`There is no operation ${operation}.`);
  return structure(inputSchema(operation));
};

const structure = (schema: NormalizedSchema): Structure => {
  const name = schema.getName() ?? '';
  // Index 6 of the schema is the number of leading required members: @smithy/types StaticStructureSchema.
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const members = [...schema.structIterator()].map(([member, part], index): Member => {
    const isRequired = index < leading || (alsoRequired[name]?.includes(member) ?? false);
    return {
      name: member,
      ...(isRequired && { isRequired }),
      field: field(part, limits[name]?.[member], `${name}.${member}`),
    };
  });
  return { kind: schema.isUnionSchema() ? 'union' : 'structure', members };
};

const field = (schema: NormalizedSchema, limit: MemberLimit | undefined, place: string): Field => {
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) {
    const items = limit?.kind === 'items' ? limit : undefined;
    return {
      kind: 'list',
      element: field(schema.getValueSchema(), items?.element, place),
      min: items?.min ?? 0,
      ...ifFinite(items?.max),
    };
  }
  if (schema.isTimestampSchema()) return { kind: 'moment' };
  if (schema.isBooleanSchema()) return { kind: 'flag' };
  const kind = schema.isStringSchema() ? 'text' : schema.isNumericSchema() ? 'number' : undefined;
  if (!kind) throw new Error(`The forms of the console have no field for ${place}.`);
  return { kind, ...(limit && { limit: limitData(limit as Limit) }) };
};

const ifFinite = (max: number | undefined): { max?: number } =>
  max !== undefined && Number.isFinite(max) ? { max } : {};

const patternData = ({ source, min, max }: Limit & { kind: 'pattern' }): PatternData => ({
  kind: 'pattern',
  source,
  min,
  ...ifFinite(max),
});

const limitData = (limit: Limit): LimitData => {
  switch (limit.kind) {
    case 'chars':
    case 'whole':
      return limit;
    case 'range':
      return { kind: 'range', min: limit.min, ...ifFinite(limit.max) };
    case 'pattern':
      return patternData(limit);
    case 'oneOf':
      return {
        kind: 'oneOf',
        values: [...limit.values],
        ...(limit.form && { form: patternData(limit.form) }),
        ...(limit.where && { where: limit.where }),
      };
    case 'items':
      throw new Error('A list in a list has no limit.');
  }
};

/** The start of 1970: the dates of examples are counted from it, and the console adds the server's time. */
const START = '1970-01-01T00:00:00.000Z';
const SEEDS = ['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8'];

/** The examples of the button for test data, the same that `cosell refer` makes up. */
export const madeUpExamples = () => ({
  opportunities: SEEDS.map((seed) => madeUpOpportunity(seed, START)),
  leads: SEEDS.map((seed) => madeUpLead(seed, START)),
});

const CONTRACT = 'virtual:contract/';
const MADE_UP = 'virtual:made-up';

const moduleOf = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');

/** Serves `virtual:contract/<Operation>` and `virtual:made-up` to the console. */
export const contractModules = (): Plugin => ({
  name: 'cosell-contract',
  // Rollup's convention: other plugins leave ids alone that begin with the character U+0000.
  resolveId: (id) => (id.startsWith(CONTRACT) || id === MADE_UP ? `\0${id}` : undefined),
  load: (id) => {
    if (id === `\0${MADE_UP}`) return moduleOf(madeUpExamples());
    if (id.startsWith(`\0${CONTRACT}`))
      return moduleOf({ contract: contractOf(id.slice(CONTRACT.length + 1)) });
    return undefined;
  },
});
