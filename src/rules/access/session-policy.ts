/**
 * Returns what is wrong with a session policy document, in STS's words, or undefined.
 * AWS docs: IAM user guide, "Grammar of the IAM JSON policy language" and "Session policies".
 */
export const sessionPolicyFault = (text: string): string | undefined => {
  const policy = parse(text);
  if (policy === undefined) return 'This policy contains invalid Json';
  if (!isObject(policy) || !versions.includes(policy.Version)) return SYNTAX;
  const { Statement } = policy;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0 || !statements.every(isObject)) return SYNTAX;
  if (statements.some((statement) => 'Principal' in statement || 'NotPrincipal' in statement)) {
    return 'Policy document should not specify a principal.';
  }
  return statements.every(isStatement) ? undefined : SYNTAX;
};

const SYNTAX = 'Syntax errors in policy.';
/** A policy without a Version has the older one. */
const versions: readonly unknown[] = [undefined, '2008-10-17', '2012-10-17'];

type JsonObject = Readonly<Record<string, unknown>>;

const isStatement = (statement: JsonObject): boolean => {
  const { Effect, Condition } = statement;
  return (
    (Effect === 'Allow' || Effect === 'Deny') &&
    hasOne(statement, 'Action', 'NotAction') &&
    hasOne(statement, 'Resource', 'NotResource') &&
    (Condition === undefined || (isObject(Condition) && Object.values(Condition).every(isObject)))
  );
};

/** Whether exactly one of both is present, as a string or a non-empty list of strings. */
const hasOne = (statement: JsonObject, element: string, opposite: string): boolean => {
  if ((statement[element] === undefined) === (statement[opposite] === undefined)) return false;
  const given = statement[element] ?? statement[opposite];
  const texts: unknown[] = Array.isArray(given) ? given : [given];
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && text !== '');
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
