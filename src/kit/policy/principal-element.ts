import type { Element, Principal } from './element.ts';
import { PolicyError } from './faults.ts';
import { isObject, textsOf } from './json.ts';

/** How a Principal names a caller, most specific first. */
export type NamedAs = 'session' | 'principal' | 'role' | 'account' | 'anyone';

/** The Principal or NotPrincipal of a statement. */
export interface PrincipalElement extends Element {
  /** How it names a caller; undefined if it does not. */
  namedAs(principal: Principal | undefined): NamedAs | undefined;
}

const order: readonly NamedAs[] = ['session', 'principal', 'role', 'account', 'anyone'];

/** One entry, `"AWS": "111122223333"`. */
interface Entry {
  kind: string;
  value: string;
  namedAs(principal: Principal): NamedAs | undefined;
}

/**
 * Compiles the Principal of a trust policy. A federated principal is accepted and matches nobody.
 * AWS docs: IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
 * @throws PolicyError
 */
export const compilePrincipal = (name: 'Principal' | 'NotPrincipal', value: unknown): PrincipalElement => {
  const entries = entriesOf(value);
  const namedAs: PrincipalElement['namedAs'] = (principal) => {
    if (!principal) return undefined;
    const found = new Set(entries.map((entry) => entry.namedAs(principal)));
    return order.find((one) => found.has(one));
  };
  return {
    name,
    namedAs,
    matches: ({ principal }) => (namedAs(principal) !== undefined) === (name === 'Principal'),
    compared: ({ principal }) => ({
      expected: entries.map((entry) =>
        entry.kind === 'AWS' ? entry.value : `${entry.kind}: ${entry.value}`,
      ),
      actual: principal ? shownOf(principal) : [],
    }),
  };
};

const shownOf = ({ arn, roleArn, service }: Principal): string[] =>
  service === undefined ? [arn, ...(roleArn === undefined ? [] : [roleArn])] : [`Service: ${service}`];

const entriesOf = (value: unknown): Entry[] => {
  if (value === '*') return [awsEntry('*')];
  if (!isObject(value)) throw invalidPrincipal(JSON.stringify(value));
  const entries = Object.entries(value).flatMap(([kind, values]) => {
    const compile = kinds.get(kind);
    if (!compile) throw invalidPrincipal(`"${kind}"`);
    return textsOf(values).map(compile);
  });
  if (entries.length === 0) throw invalidPrincipal('{}');
  return entries;
};

const invalidPrincipal = (what: string): PolicyError =>
  new PolicyError(`Invalid principal in policy: ${what.slice(0, 2048)}`);

const account = /^(?:\d{12}|aws)$/i;
const rootArn = /^arn:aws:iam::(\d{12}|aws):root$/i;
const identityArn =
  /^arn:aws:(?:iam::(?:\d{12}|aws):(?:user|role)|sts::(?:\d{12}|aws):assumed-role)\/[^*?\s]+$/i;

const awsEntry = (value: string): Entry => {
  const kind = 'AWS';
  if (value === '*') return { kind, value, namedAs: unlessService(() => 'anyone') };
  const [, owner = account.test(value) ? value : undefined] = rootArn.exec(value) ?? [];
  if (owner !== undefined) {
    const id = owner.toLowerCase();
    return {
      kind,
      value,
      namedAs: unlessService((principal) => (principal.account === id ? 'account' : undefined)),
    };
  }
  if (!identityArn.test(value)) throw invalidPrincipal(`"AWS":"${value}"`);
  return {
    kind,
    value,
    namedAs: unlessService(({ arn, roleArn }) => {
      if (arn === value) return roleArn === undefined ? 'principal' : 'session';
      return roleArn === value ? 'role' : undefined;
    }),
  };
};

const unlessService =
  (namedAs: Entry['namedAs']): Entry['namedAs'] =>
  (principal) =>
    principal.service === undefined ? namedAs(principal) : undefined;

const kinds: ReadonlyMap<string, (value: string) => Entry> = new Map([
  ['AWS', awsEntry],
  [
    'Service',
    (value) => {
      if (!/^[a-z0-9.-]+\.[a-z]+$/.test(value)) throw invalidPrincipal(`"SERVICE":"${value}"`);
      return {
        kind: 'Service',
        value,
        namedAs: ({ service }) => (service === value ? 'principal' : undefined),
      };
    },
  ],
  ['Federated', (value) => ({ kind: 'Federated', value, namedAs: () => undefined })],
]);
