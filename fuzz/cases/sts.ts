import type { RequestCase } from '../case.ts';
import { withDamage } from '../damage.ts';
import type { Random } from '../random.ts';
import { type Json, mutated, texts } from '../values.ts';

const statement = (random: Random): Json => ({
  Effect: random.pick(['Allow', 'Deny']),
  Action: random.pick<Json>([
    '*',
    'partnercentral:*',
    ['partnercentral:Get*'],
    '*a*b*c*d*e*',
    `${'*a'.repeat(200)}`,
  ]),
  Resource: random.pick<Json>(['*', ['arn:aws:partnercentral:*:*:catalog/*'], `arn:aws:${'*'.repeat(200)}`]),
  ...(random.chance(0.5) && {
    Condition: {
      [random.pick([
        'StringEquals',
        'StringLike',
        'ForAllValues:StringLike',
        'NumericLessThan',
        'DateGreaterThan',
        'IpAddress',
        'Bool',
        'Null',
        'ArnLikeIfExists',
        'Nothing',
      ])]: {
        [random.pick([
          'aws:SourceIp',
          'aws:CurrentTime',
          'partnercentral:Catalog',
          'aws:PrincipalArn',
          '__proto__',
        ])]: random.pick<Json>([
          '*',
          '10.0.0.0/8',
          '::/0',
          '\u0024{aws:username}',
          '\u0024{',
          ['a', 'b'],
          'true',
        ]),
      },
    },
  }),
});

const policy = (random: Random): string => {
  const document: Json = {
    Version: '2012-10-17',
    Statement: Array.from({ length: 1 + random.below(5) }, () => statement(random)),
  };
  return JSON.stringify(random.chance(0.6) ? document : mutated(document, random));
};

/** A request of STS, as a form or in the URL. */
export const stsCase = (random: Random): RequestCase => {
  const members: Record<string, string> = {
    Version: random.chance(0.9) ? '2011-06-15' : random.pick(texts),
    Action: random.chance(0.9)
      ? random.pick(['GetCallerIdentity', 'AssumeRole', 'GetSessionToken'])
      : random.pick(texts),
    ...(random.chance(0.7) && {
      RoleArn: random.pick([
        'arn:aws:iam::111111111111:role/r',
        'arn:aws:iam::222222222222:role/path/r',
        ...texts,
      ]),
    }),
    ...(random.chance(0.7) && { RoleSessionName: random.pick(['session', ...texts]) }),
    ...(random.chance(0.4) && { DurationSeconds: random.pick(['900', '43200', '0', '-1', '1e9', ...texts]) }),
    ...(random.chance(0.4) && { Policy: policy(random) }),
    ...(random.chance(0.2) && { ExternalId: random.pick(texts) }),
    ...(random.chance(0.2) && {
      [`Tags.member.${random.pick(['1', '0', '-1', '99999999999', '__proto__'])}.Key`]: random.pick(texts),
    }),
    ...(random.chance(0.2) && { 'PolicyArns.member.1.arn': random.pick(texts) }),
  };
  const pairs = Object.entries(members).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
  );
  const form = random.chance(0.8)
    ? pairs.join('&')
    : [...pairs, ...pairs, random.pick(['&&&', '=', '%', '%zz=%', 'a'.repeat(5000)])].join('&');
  const isQuery = random.chance(0.15) && form.length < 8000 && !/[^\x21-\x7e]/.test(form);
  const headers: Record<string, string> = isQuery
    ? {}
    : { 'content-type': 'application/x-www-form-urlencoded' };
  const request = {
    kind: `sts:${members.Action?.slice(0, 20)}`,
    method: 'POST',
    path: isQuery ? `/?${form}` : '/',
    headers,
    body: Buffer.from(isQuery ? '' : form),
  };
  return withDamage(request, 'sts', random);
};
