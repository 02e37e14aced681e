import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';
import type { PrincipalKey } from './principals.ts';

/** The kinds of IAM resources, as their ARNs name them. */
export type IamKind = 'user' | 'role' | 'policy';

/** What a resource's ARN is made of. */
export interface IamName extends PrincipalKey {
  /** Begins and ends with `/`. */
  path: string;
}

/** Formats the ARN of an IAM resource. AWS docs: IAM user guide, "IAM identifiers". */
export const iamArn = (kind: IamKind, { account, path, name }: IamName): string =>
  `arn:aws:iam::${account}:${kind}${path}${name}`;

/** Prefixes of unique ids. AWS docs: IAM user guide, "IAM identifiers", "Understanding unique ID prefixes". */
const idPrefixes: Readonly<Record<IamKind, string>> = { user: 'AIDA', role: 'AROA', policy: 'ANPA' };

/**
 * Returns the unique id of a resource that the database does not hold: derived from its name, so that every server and
 * every start gives the same one.
 */
export const derivedId = (kind: IamKind, { account, name }: PrincipalKey): string =>
  idPrefixes[kind] + base32(createHash('sha256').update(`${account}/${name}`).digest()).slice(0, 17);

/** Parses the ARN of a customer managed policy; returns undefined for any other text, also for AWS's own policies. */
export const parsePolicyArn = (arn: string): IamName | undefined => {
  const [, account, path, name] =
    /^arn:aws:iam::(\d{12}):policy(\/(?:[\x21-\x7e]{1,510}\/)?)([\w+=,.@-]{1,128})$/.exec(arn) ?? [];
  if (account === undefined || path === undefined || name === undefined) return undefined;
  return { account, path, name };
};

/** Returns the name in a user's ARN, without its path; undefined for any other ARN. */
export const userNameIn = (arn: string): string | undefined =>
  /^arn:aws:iam::\w+:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
