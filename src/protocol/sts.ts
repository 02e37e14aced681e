import type { AccountId } from '../model/contract.ts';
import type { Answer } from './aws-json.ts';

/** The one operation of AWS STS that clients ask who they are: GetCallerIdentity, in the query protocol. */

export const isStsRequest = (contentType: string | undefined): boolean =>
  contentType?.startsWith('application/x-www-form-urlencoded') ?? false;

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Answers an STS request of `account`. Any other action is refused as STS refuses what it does not know. */
export const answerSts = (body: Buffer, account: AccountId, requestId: string): Answer => {
  const action = new URLSearchParams(body.toString()).get('Action');
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  if (action !== 'GetCallerIdentity') {
    return { status: 400, headers, body: errorXml(requestId), account, operation: 'sts' };
  }
  return {
    status: 200,
    headers,
    body: identityXml(account, requestId),
    account,
    operation: 'sts:GetCallerIdentity',
  };
};

const identityXml = (account: AccountId, requestId: string): string =>
  `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>` +
  `<Arn>arn:aws:iam::${account}:root</Arn><UserId>${account}</UserId><Account>${account}</Account>` +
  `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
  '</GetCallerIdentityResponse>';

const errorXml = (requestId: string): string =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>InvalidAction</Code>` +
  '<Message>Only GetCallerIdentity is known here.</Message></Error>' +
  `<RequestId>${requestId}</RequestId></ErrorResponse>`;
