import { PolicyError, syntaxError } from './faults.ts';
import { isObject, type JsonObject, listOf } from './json.ts';
import { compileStatement, type PolicyKind, type Statement } from './statement.ts';

/**
 * A policy document in the IAM policy language, compiled once. `evaluate.ts` decides by it, `explain.ts` tells why. Both are
 * pure and synchronous, and ask for the values of context keys as they need them.
 */
export interface Policy {
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
  /** The context keys that it reads, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** The document, as `printPolicy` writes it. */
  readonly document: JsonObject;
}

/** A policy, and the name that decisions call it by. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

const VERSION = '2012-10-17';
/** A document without a Version has the older one, which has no policy variables. */
const OLDER_VERSION = '2008-10-17';
const versions: readonly unknown[] = [VERSION, OLDER_VERSION, undefined];

/**
 * Sizes in characters, white space not counted. Of an identity: all documents of a role together may have as many.
 * AWS docs: IAM user guide, "IAM and AWS STS quotas".
 */
const limits: Readonly<Record<PolicyKind, number>> = { identity: 10_240, session: 2_048, trust: 2_048 };
/** With white space. AWS docs: API_PutRolePolicy, PolicyDocument. */
const MAX_LENGTH = 131_072;

/**
 * Parses and compiles a policy document.
 * AWS docs: IAM user guide, "Grammar of the IAM JSON policy language".
 * @throws PolicyError with IAM's message for the first fault
 */
export const parsePolicy = (text: string, kind: PolicyKind): Policy => {
  if (text.length > MAX_LENGTH || sizeOf(text) > limits[kind]) {
    const quota = kind === 'trust' ? 'ACLSizePerRole' : 'PolicySize';
    throw new PolicyError(`Cannot exceed quota for ${quota}: ${limits[kind]}`, 'LimitExceeded');
  }
  const document = parseJson(text);
  if (!isObject(document)) throw syntaxError();
  const { Version, Id, Statement, ...others } = document;
  if (!versions.includes(Version) || Object.keys(others).length > 0) throw syntaxError();
  if (Id !== undefined && typeof Id !== 'string') throw syntaxError();
  const given = listOf(Statement);
  if (given.length === 0) throw syntaxError();
  const statements = given.map((one) => compileStatement(one, { kind, hasVariables: Version === VERSION }));
  checkSids(statements);
  return {
    kind,
    statements,
    keys: new Set(statements.flatMap(({ keys }) => keys)),
    document: { Version: Version ?? OLDER_VERSION, ...(Id !== undefined && { Id }), Statement: given },
  };
};

/** Returns the size of a document that quotas count, in characters: without white space. */
export const sizeOf = (text: string): number => text.replace(/\s+/g, '').length;

/** Writes a policy as JSON. Parsed again, it is the same policy. */
export const printPolicy = ({ document }: Policy): string => JSON.stringify(document);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicyError('This policy contains invalid Json');
  }
};

const checkSids = (statements: readonly Statement[]): void => {
  const sids = statements.flatMap(({ sid }) => sid || []);
  if (new Set(sids).size === sids.length) return;
  throw new PolicyError('Statement IDs (SID) in a single policy must be unique.');
};
