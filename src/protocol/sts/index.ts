import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticator } from '../../access/authenticator.ts';
import type { SignedRequest } from '../../kit/http/signed-request.ts';
import { InternalServerException, ServiceError } from '../../kit/service/errors.ts';
import { InvalidAction } from '../../model/errors.ts';
import type { Answer } from '../aws-json.ts';
import type { StsAction } from './action.ts';
import { assumeRole } from './assume-role.ts';
import { createForm } from './form.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getSessionToken } from './get-session-token.ts';
import { toXml } from './xml.ts';

/** What clients ask AWS STS before they call the API: who they are, and for temporary keys. In the query protocol. */

export const isStsRequest = (headers: IncomingHttpHeaders): boolean =>
  headers['x-amz-target'] === undefined &&
  (headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false);

/** Whether a URL asks STS for something: `GET /?Action=GetCallerIdentity&Version=2011-06-15`. */
export const isStsQuery = (query: string): boolean => /(?:^|&)Action=/.test(query);

const VERSION = '2011-06-15';
const NAMESPACE = `https://sts.amazonaws.com/doc/${VERSION}/`;

const actions = new Map(
  [assumeRole, getCallerIdentity, getSessionToken].map((action): [string, StsAction] => [
    action.name,
    action,
  ]),
);

/** Answers an STS request. Any other action is refused as STS refuses what it does not know. Never throws. */
export const createSts =
  (authenticator: Authenticator) =>
  async (request: SignedRequest, requestId: string): Promise<Answer> => {
    const known: Partial<Answer> = { operation: 'sts' };
    try {
      const caller = await authenticator.identify(request);
      known.account = caller.account;
      const members = new URLSearchParams(request.method === 'GET' ? request.query : request.body.toString());
      const action = actionOf(members);
      known.operation = `sts:${action.name}`;
      const result = action.perform(createForm(members), { caller, sessions: authenticator.sessions });
      const response = {
        [`${action.name}Result`]: result,
        ResponseMetadata: { RequestId: requestId },
      };
      const body = `<${action.name}Response xmlns="${NAMESPACE}">${toXml(response)}</${action.name}Response>`;
      return { status: 200, headers: headersOf(requestId), body, ...known };
    } catch (error) {
      return { ...stsErrorAnswer(error, requestId), ...known };
    }
  };

const actionOf = (members: URLSearchParams): StsAction => {
  const name = members.get('Action') ?? '';
  const version = members.get('Version') || 'NO_VERSION_SPECIFIED';
  const action = version === VERSION ? actions.get(name) : undefined;
  if (action) return action;
  throw InvalidAction(
    `Could not find operation ${name} for version ${version}. Known here: ${[...actions.keys()].join(', ')}, in ${VERSION}.`,
  );
};

/**
 * How STS names what the JSON protocols name otherwise, and with which status it answers.
 * AWS docs: AWS STS API reference, "Common Error Types", and what STS answers.
 */
const stsErrors: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ['AccessDenied', 403],
  ExpiredTokenException: ['ExpiredToken', 403],
  MissingAuthenticationTokenException: ['MissingAuthenticationToken', 403],
  IncompleteSignatureException: ['IncompleteSignature', 400],
  UnrecognizedClientException: ['InvalidClientTokenId', 403],
  InvalidSignatureException: ['SignatureDoesNotMatch', 403],
  InternalServerException: ['InternalFailure', 500],
};

/** Any error as STS answers it: in XML. */
export const stsErrorAnswer = (error: unknown, requestId: string): Answer => {
  const answered = error instanceof ServiceError ? error : InternalServerException(requestId);
  const [code, status] = stsErrors[answered.name] ?? [answered.name, answered.statusCode];
  const response = {
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: answered.message },
    RequestId: requestId,
  };
  const body = `<ErrorResponse xmlns="${NAMESPACE}">${toXml(response)}</ErrorResponse>`;
  return { status, headers: { ...headersOf(requestId), 'x-amzn-errortype': code }, body, error };
};

const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': 'text/xml',
  'x-amzn-requestid': requestId,
});
