import { casesOf } from '../../conformance/cases.ts';
import { type OperationName, operationNames } from '../../src/model/contract.ts';
import type { Known, RequestCase } from '../case.ts';
import { withDamage } from '../damage.ts';
import type { Random } from '../random.ts';
import { bodyOf, type Json, mutated, texts } from '../values.ts';

const bodies = new Map<OperationName, Json[]>();

/** The requests of an operation that the contract allows. */
const validBodies = (operation: OperationName): Json[] => {
  const known =
    bodies.get(operation) ??
    casesOf(operation)
      .filter(({ expected }) => expected.outcome === 'accepted')
      .map(({ body }) => body as Json);
  bodies.set(operation, known);
  return known;
};

/** A request of the Partner Central API: valid, with what exists in place of identifiers, or with some places changed. */
export const sellingCase = (random: Random, known: Known): RequestCase => {
  const operation = random.pick(operationNames);
  const valid = withKnown(random.pick(validBodies(operation)), random, known);
  const value = random.chance(0.35) ? valid : mutated(valid, random);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
  };
  const request = { kind: operation, method: 'POST', path: '/', headers, body: bodyOf(value, random) };
  return withDamage(
    random.chance(0.1) ? byPath(request, operation) : request,
    'partnercentral-selling',
    random,
  );
};

/** AWS also takes the operation from the path. */
const byPath = (request: RequestCase, operation: string): RequestCase => ({
  ...request,
  path: `/${operation}`,
  headers: { 'content-type': 'application/json' },
});

/** Replaces identifiers by some that exist, and tokens by some of few, so that they come again with other bodies. */
const withKnown = (value: Json, random: Random, known: Known): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' ? identifierFor(name, member, random, known) : member,
    ]),
  );
};

const identifierFor = (name: string, given: string, random: Random, known: Known): string => {
  if (name === 'ClientToken')
    return random.chance(0.3) ? `token-${random.below(20)}` : `token-${random.below(1e9)}`;
  if (name === 'Catalog') return random.chance(0.8) ? 'Sandbox' : given;
  if (!/Identifier|Arn$/.test(name) || random.chance(0.2)) return given;
  const all = [...known.opportunities, ...known.engagements, ...known.invitations];
  return all.length > 0 && random.chance(0.95) ? random.pick(all) : random.pick(texts);
};
