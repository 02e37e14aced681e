import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticator, SignedRequest } from '../access/authenticator.ts';
import type { AccountId } from '../model/contract.ts';
import { InternalServerException, ServiceError } from '../model/errors.ts';
import type { Answer } from './aws-json.ts';

/** The one operation of AWS STS that clients ask who they are: GetCallerIdentity, in the query protocol. */

export const isStsRequest = (headers: IncomingHttpHeaders): boolean =>
  headers['x-amz-target'] === undefined &&
  (headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false);

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const ACTION = 'GetCallerIdentity';

/** Answers an STS request. Any other action is refused as STS refuses what it does not know. Never throws. */
export const createSts =
  (authenticator: Authenticator) =>
  async (request: SignedRequest, requestId: string): Promise<Answer> => {
    const known: Partial<Answer> = { operation: 'sts' };
    try {
      known.account = await authenticator.identify(request);
      const action = new URLSearchParams(request.body.toString()).get('Action');
      if (action !== ACTION) throw InvalidAction();
      known.operation = `sts:${ACTION}`;
      return {
        status: 200,
        headers: headersOf(requestId),
        body: identityXml(known.account, requestId),
        ...known,
      };
    } catch (error) {
      return { ...stsErrorAnswer(error, requestId), ...known };
    }
  };

const InvalidAction = () => new ServiceError('InvalidAction', 400, `Only ${ACTION} is known here.`);

/**
 * How STS names what the JSON protocols name otherwise, and with which status it answers.
 * AWS docs: AWS STS API reference, "Common Error Types", and what STS answers.
 */
const stsErrors: Readonly<Record<string, readonly [code: string, status: number]>> = {
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
  const body =
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${code}</Code><Message>${escapeXml(answered.message)}</Message></Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status, headers: { ...headersOf(requestId), 'x-amzn-errortype': code }, body, error };
};

const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': 'text/xml',
  'x-amzn-requestid': requestId,
});

const identityXml = (account: AccountId, requestId: string): string =>
  `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>` +
  `<Arn>arn:aws:iam::${account}:root</Arn><UserId>${account}</UserId><Account>${account}</Account>` +
  `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
  '</GetCallerIdentityResponse>';

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (found) => (found === '&' ? '&amp;' : found === '<' ? '&lt;' : '&gt;'));
