import { loadActions } from '../../src/operator/index.ts';
import type { RequestCase } from '../case.ts';
import type { Random } from '../random.ts';
import { bodyOf, type Json, mutated, nastyValue, texts } from '../values.ts';

/** The part of a JSON Schema that is read here. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  const?: Json;
  enum?: Json[];
  anyOf?: Schema[];
}

/** A value that a schema may allow: the form is right, the texts are any. */
const valueFor = (schema: Schema, random: Random): Json => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.anyOf) return valueFor(random.pick(schema.anyOf), random);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(() => random.chance(0.7))
          .map(([name, member]) => [name, valueFor(member, random)]),
      );
    case 'array':
      return Array.from({ length: random.below(4) }, () => valueFor(schema.items ?? {}, random));
    case 'number':
    case 'integer':
      return random.pick([0, 1, 5, -1, 1e9, 1e15, 0.5]);
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      return random.pick([
        '111111111111',
        'aws',
        '15d',
        '2027-01-01T00:00:00Z',
        'CreateOpportunity',
        'O1',
        ...texts,
      ]);
    default:
      return nastyValue(random);
  }
};

/** A failure that the operator asks for is no fault, so nothing here asks for one. */
const SKIPPED = /^(faults|quotas)\./;

const actions = [...(await loadActions()).values()].filter(({ name }) => !SKIPPED.test(name));
const states: Json[] = [];

/** Adds a state, which the cases of imports change. */
export const addState = (state: Json): void => void states.push(state);

/** A request to one of the operator's actions, or a state to import. */
export const operatorCase = (random: Random): RequestCase => {
  const { name, method, path, takes } = random.pick(actions);
  const given =
    name === 'state.import' && states.length > 0 ? random.pick(states) : valueFor(takes as Schema, random);
  const value = random.chance(0.3) ? given : mutated(given, random);
  const place = path.replace(/\{\w+\}/g, () =>
    encodeURIComponent(
      random
        .pick(['111111111111', 'aws', 'O1', 'name', ...texts])
        .slice(0, 300)
        .toWellFormed(),
    ),
  );
  const hasBody = method === 'PUT' || method === 'POST';
  const query =
    hasBody || random.chance(0.5)
      ? ''
      : `?${encodeURIComponent(random.pick(texts).slice(0, 100).toWellFormed())}=${encodeURIComponent(random.pick(texts).slice(0, 300).toWellFormed())}`;
  return {
    kind: `operator:${name}`,
    method: random.chance(0.03) ? random.pick(['GET', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) : method,
    path: `${place.replace(/[^\x21-\x7e]/g, '')}${query}`,
    headers: { 'content-type': 'application/json' },
    body: hasBody ? bodyOf(value, random) : Buffer.alloc(0),
  };
};
