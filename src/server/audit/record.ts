import type { Caller, Session } from '../../access/caller.ts';
import type { Answer } from '../../kit/service/front-door.ts';
import { accessKeyIdIn, splitOperation } from '../call-facts.ts';

/** A line of the audit log. The names are those of AWS CloudTrail's records, so that tools that read these read it too. */
export interface AuditRecord {
  eventTime: string;
  /** `partnercentral-selling.amazonaws.com`, or `operator.cosell` for the operator's routes. */
  eventSource: string;
  /** The operation or action; absent if the request named none that exists. */
  eventName?: string | undefined;
  eventType: 'AwsApiCall' | 'OperatorAction';
  awsRegion: string;
  sourceIPAddress: string;
  userAgent?: string | undefined;
  userIdentity: UserIdentity;
  readOnly?: boolean | undefined;
  resources?: readonly { ARN: string }[] | undefined;
  /** The identifiers in the path of an operator's action. */
  requestParameters?: Readonly<Record<string, string>> | undefined;
  errorCode?: string | undefined;
  requestID: string;
  recipientAccountId?: string | undefined;
  additionalEventData: {
    decision: Decision;
    /** The action that was denied, which may be one that the operation needs besides its own. */
    action?: string;
    httpStatusCode: number;
    node: string;
  };
}

/**
 * `denied`: the caller may not do this. `allowed`: it may; `errorCode` says what went wrong all the same. `refused`: that was
 * not decided, because the request is unreadable, not authenticated or not accepted now.
 */
export type Decision = 'allowed' | 'denied' | 'refused';

export interface UserIdentity {
  type: 'Root' | 'IAMUser' | 'AssumedRole' | 'Operator' | 'Unknown';
  principalId?: string;
  arn?: string;
  accountId?: string;
  /** As the request states it: of a caller of type Unknown it proves nothing. */
  accessKeyId?: string | undefined;
  /** The user, or the operator's token. */
  userName?: string | undefined;
  sessionContext?: { sessionIssuer?: { type: 'Role'; arn: string }; sourceIdentity?: string };
}

/** What every record has, whoever calls. */
export interface Circumstances {
  eventTime: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent?: string | undefined;
  requestID: string;
  node: string;
}

const LONGEST_USER_AGENT = 256;

/** Returns the record of a request to a service. It contains no member of the request but the names of its resource and caller. */
export const recordOfAnswer = (
  { node, userAgent, ...circumstances }: Circumstances,
  answer: Answer<Caller>,
  authorization: string | undefined,
): AuditRecord => {
  const { caller, status, access } = answer;
  const [label, operation] = splitOperation(answer.operation);
  const errorCode = answer.headers['x-amzn-errortype'];
  return {
    eventSource: `${label}.amazonaws.com`,
    eventName: operation,
    eventType: 'AwsApiCall',
    ...circumstances,
    userAgent: userAgent?.slice(0, LONGEST_USER_AGENT),
    userIdentity: identityOf(caller, accessKeyIdIn(authorization)),
    readOnly: operation === undefined ? undefined : /^(Get|List|Describe|Test)[A-Z]/.test(operation),
    resources: access && isResourceName(access.resource) ? [{ ARN: access.resource }] : undefined,
    errorCode,
    recipientAccountId: caller?.account,
    additionalEventData: {
      decision: decisionOf(answer, errorCode),
      ...(access && access.decision !== 'Allow' && { action: access.action }),
      httpStatusCode: status,
      node,
    },
  };
};

const decisionOf = ({ access, caller }: Answer<Caller>, errorCode: string | undefined): Decision => {
  if (access) return access.decision === 'Allow' ? 'allowed' : 'denied';
  if (!caller) return 'refused';
  if (errorCode === 'ThrottlingException') return 'refused';
  return errorCode?.startsWith('AccessDenied') ? 'denied' : 'allowed';
};

const identityOf = (caller: Caller | undefined, accessKeyId: string | undefined): UserIdentity => {
  if (!caller) return { type: 'Unknown', accessKeyId };
  const { account: accountId, arn, userId: principalId, user, session } = caller;
  const identity = { principalId, arn, accountId, accessKeyId };
  if (session?.roleArn) return { type: 'AssumedRole', ...identity, sessionContext: contextOf(session) };
  if (user) return { type: 'IAMUser', ...identity, userName: user.name };
  const [, userName] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return userName ? { type: 'IAMUser', ...identity, userName } : { type: 'Root', ...identity };
};

const contextOf = ({ roleArn, sourceIdentity }: Session): UserIdentity['sessionContext'] => ({
  ...(roleArn && { sessionIssuer: { type: 'Role', arn: roleArn } }),
  ...(sourceIdentity && { sourceIdentity }),
});

const ID = '\\*|O\\d{1,19}|S-\\d{1,19}|(?:eng|engi|task|job)-[0-9a-z]{13,14}|\\d{1,10}';
const KIND =
  'opportunity|engagement|engagement-invitation|[a-z-]{1,60}-task|resource-snapshot-job|solution|resource|Opportunity|' +
  'template|OpportunitySummaryView|AwsOpportunitySummaryFullView|snapshot';
const partnerCentralName = new RegExp(
  `^arn:aws:partnercentral:[a-z0-9-]*:(?:\\d{12}|aws)?:catalog/(?:AWS|Sandbox|\\*)(?:/(?:${KIND}|${ID}))*$`,
);
/** Names that users give to rules, roles and the like. */
const namedResource =
  /^arn:aws:(?:events|iam|sts):[a-z0-9-]*:(?:\d{12}|aws)?:[a-z-]+(?:\/[\w.*+=,@-]{1,128}){0,8}$/;

/** Whether a text is the name of a resource. What a request writes in place of an identifier may be anything. */
const isResourceName = (text: string): boolean => partnerCentralName.test(text) || namedResource.test(text);

/** What is recorded of a request to the operator's routes. */
export interface OperatorRequestFacts {
  /** The action, or the name of another route of the operator. */
  name: string | undefined;
  method: string;
  /** The identifiers in its path. */
  parameters: Readonly<Record<string, string>>;
  /** The name of the caller's token; undefined if it has none, or was refused. */
  token: string | undefined;
  /** The caller, if the request was signed with a key of an account. */
  caller: Caller | undefined;
  authorization: string | undefined;
  status: number;
  errorCode: string | undefined;
}

/** Returns the record of a request to one of the operator's routes. */
export const recordOfOperator = (
  { node, userAgent, ...circumstances }: Circumstances,
  { name, method, parameters, token, caller, authorization, status, errorCode }: OperatorRequestFacts,
): AuditRecord => ({
  eventSource: 'operator.cosell',
  eventName: name,
  eventType: 'OperatorAction',
  ...circumstances,
  userAgent: userAgent?.slice(0, LONGEST_USER_AGENT),
  userIdentity: caller
    ? identityOf(caller, accessKeyIdIn(authorization))
    : { type: 'Operator', userName: token },
  readOnly: method === 'GET' || method === 'HEAD',
  // What a refused request writes there may be anything.
  requestParameters: status < 400 && Object.keys(parameters).length > 0 ? parameters : undefined,
  errorCode,
  additionalEventData: {
    decision: status === 401 || status === 403 ? 'denied' : 'allowed',
    httpStatusCode: status,
    node,
  },
});
