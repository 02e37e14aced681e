import type { SignedRequest } from '../../kit/http/signed-request.ts';
import type { ValuesOf } from '../../kit/policy/template.ts';
import type { Tag } from '../../model/documents.ts';
import { type Principal, typeOf } from './principal.ts';

/** What the keys of conditions are read from. */
export interface Context {
  readonly principal: Principal;
  /** The role of the principal's session. */
  readonly roleArn: string | undefined;
  /** The server's time. */
  readonly now: string;
  readonly region: string;
  /** The ARN that the action is asked for. */
  readonly resource: string;
  /** The tags of that resource; none if it does not exist or is not the caller's. */
  readonly resourceTags: readonly Tag[];
  readonly requestTags: readonly Tag[];
  /** Keys of tags that the request removes. */
  readonly removedTagKeys: readonly string[];
  /** Where the request came from; undefined if it is none, in a task's step or by a role of a service. */
  readonly from: RequestOrigin | undefined;
  /** Whether the service acts for the principal, in a task's step. */
  readonly isViaService: boolean;
  /** The keys of the service. */
  readonly valuesOf: ValuesOf;
}

export type RequestOrigin = Pick<SignedRequest, 'headers' | 'sourceIp' | 'isSecure'>;

type Reader = (context: Context) => string | undefined;

/**
 * AWS docs: IAM user guide, "AWS global condition context keys". A step is what the service does for the principal, so it has
 * no `aws:SourceIp` and is one of `aws:ViaAWSService`. AWS docs: "Forward access sessions".
 */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['aws:currenttime', ({ now }) => now],
  ['aws:epochtime', ({ now }) => String(Math.floor(Date.parse(now) / 1000))],
  ['aws:principalaccount', ({ principal }) => principal.account],
  // Of a session: its role.
  ['aws:principalarn', ({ principal, roleArn }) => roleArn ?? principal.arn],
  ['aws:principaltype', ({ principal }) => typeOf(principal)],
  ['aws:principalisawsservice', () => 'false'],
  ['aws:requestedregion', ({ region }) => region],
  ['aws:resourceaccount', ({ resource }) => resource.split(':', 5)[4] || undefined],
  ['aws:securetransport', ({ from }) => (from ? String(from.isSecure) : 'true')],
  ['aws:sourceidentity', ({ principal }) => principal.session?.sourceIdentity],
  ['aws:sourceip', ({ from }) => from?.sourceIp || undefined],
  ['aws:tokenissuetime', ({ principal }) => principal.session?.issued],
  // No session is begun with MFA here. Keys of users and roots have no such key.
  ['aws:multifactorauthpresent', ({ principal }) => (principal.session ? 'false' : undefined)],
  ['aws:useragent', ({ from }) => from?.headers['user-agent']],
  ['aws:userid', ({ principal }) => principal.userId],
  [
    'aws:username',
    ({ principal }) => (typeOf(principal) === 'User' ? principal.arn.replace(/^.*\//, '') : undefined),
  ],
  // Not if a service acts with a role of its own.
  ['aws:viaawsservice', ({ isViaService }) => String(isViaService)],
]);

/** Keys that end with the key of a tag. Such keys are compared without regard to case. */
const tagReaders: ReadonlyMap<string, (context: Context) => readonly Tag[]> = new Map([
  ['aws:resourcetag', ({ resourceTags }: Context) => resourceTags],
  ['aws:requesttag', ({ requestTags }: Context) => requestTags],
  ['aws:principaltag', ({ principal }: Context) => principal.session?.tags ?? []],
]);

/** Returns the values of condition keys, which are given in lower case. */
export const valuesIn =
  (context: Context): ValuesOf =>
  (key) => {
    if (key === 'aws:tagkeys') return tagKeysOf(context);
    const slash = key.indexOf('/');
    const value =
      slash < 0
        ? readers.get(key)?.(context)
        : tagReaders
            .get(key.slice(0, slash))?.(context)
            .find((tag) => tag.Key.toLowerCase() === key.slice(slash + 1))?.Value;
    return value === undefined ? context.valuesOf(key) : [value];
  };

const tagKeysOf = ({ requestTags, removedTagKeys }: Context): readonly string[] | undefined => {
  const keys = [...requestTags.map(({ Key }) => Key), ...removedTagKeys];
  return keys.length > 0 ? keys : undefined;
};
