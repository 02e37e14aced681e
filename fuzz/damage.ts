import type { RequestCase, Signing } from './case.ts';
import type { Random } from './random.ts';
import { texts } from './values.ts';

const contentTypes = [
  '',
  'application/json',
  'application/x-amz-json-1.1',
  'text/plain',
  'application/x-amz-json-1.0; charset=utf-7',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'a/b'.repeat(500),
];
const targets = [
  '',
  'AWSPartnerCentralSelling.',
  '.',
  'AWSEvents.PutRule',
  'AWSPartnerCentralSelling.__proto__',
  'AWSPartnerCentralSelling.constructor',
  'AWSPartnerCentralSelling.getOpportunity',
  'X'.repeat(5000),
  'AWSPartnerCentralSelling.GetOpportunity,AWSPartnerCentralSelling.GetOpportunity',
];
const paths = [
  '/',
  '//',
  '/%',
  '/%zz',
  '/%00',
  '/..;/',
  '/GetOpportunity',
  '/_cosell/../',
  '/?',
  '/?a=1&a=2',
  `/?${'a=1&'.repeat(500)}`,
  '/?Action=GetCallerIdentity',
  `/${'a/'.repeat(2000)}`,
  '*',
  '/\u00e9',
  '/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-Algorithm=AWS4-HMAC-SHA256',
];
const methods = ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'PROPFIND'];
const damages: readonly Signing['damage'][] = ['secret', 'body', 'region', 'time', 'header', 'token'];

/** Signs a request, one in ten wrongly, and changes one of its headers, its path or its method in one of eight. */
export const withDamage = (request: RequestCase, service: string, random: Random): RequestCase => {
  const signing: Signing = { service, ...(random.chance(0.1) && { damage: random.pick(damages) }) };
  const signed = random.chance(0.05) ? request : { ...request, signing };
  if (!random.chance(0.12)) return signed;
  const { headers } = signed;
  switch (random.below(6)) {
    case 0:
      return { ...signed, headers: { ...headers, 'content-type': random.pick(contentTypes) } };
    case 1:
      return { ...signed, headers: { ...headers, 'x-amz-target': random.pick(targets) } };
    case 2:
      return { ...signed, path: random.pick(paths) };
    case 3:
      return { ...signed, method: random.pick(methods) };
    case 4:
      return { ...signed, headers: { ...headers, ...oddHeader(random) } };
    default:
      return {
        kind: signed.kind,
        method: signed.method,
        path: signed.path,
        body: signed.body,
        headers: { ...headers, authorization: oddAuthorization(random) },
      };
  }
};

/** As Latin-1 without control characters: others cannot be sent in a header. */
const headerText = (random: Random): string =>
  random
    .pick(texts)
    .replace(/[^\t\x20-\x7e\xa0-\xff]/g, '?')
    .slice(0, 6000);

const oddHeader = (random: Random): Record<string, string> => ({
  [random.pick([
    'x-amz-date',
    'x-amz-security-token',
    'x-amz-content-sha256',
    'accept',
    'accept-encoding',
    'expect',
    'origin',
    'referer',
    'user-agent',
    'x-forwarded-for',
    'cookie',
    'range',
    'if-none-match',
    'sec-fetch-site',
    '__proto__',
    'amz-sdk-request',
  ])]: headerText(random),
});

const oddAuthorization = (random: Random): string =>
  random.pick([
    headerText(random),
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=, Signature=',
    `AWS4-HMAC-SHA256 Credential=${'a/'.repeat(2000)}, SignedHeaders=host, Signature=0`,
    `AWS4-HMAC-SHA256 Credential=111111111111/20261126/us-east-1/partnercentral-selling/aws4_request, SignedHeaders=${'host;'.repeat(800)}, Signature=00`,
    'AWS4-HMAC-SHA256 Credential=111111111111/20261126/us-east-1/partnercentral-selling/aws4_request, SignedHeaders=__proto__;constructor, Signature=00',
    'AWS4-ECDSA-P256-SHA256 Credential=111111111111/20261126/partnercentral-selling/aws4_request, SignedHeaders=host, Signature=00',
    `Bearer ${'x'.repeat(5000)}`,
    'Basic Og==',
  ]);
