import { describe, expect, it } from 'vitest';
import { parseRoleArn } from '../../../src/rules/access/roles.ts';

describe('the ARN of a role', () => {
  it.each([
    ['arn:aws:iam::222222222222:role/Connector', { account: '222222222222', name: 'Connector' }],
    [
      'arn:aws:iam::222222222222:role/service-role/a/Connector',
      { account: '222222222222', name: 'Connector' },
    ],
    ['arn:aws:iam::AWS:role/Seller', { account: 'aws', name: 'Seller' }],
    [`arn:aws:iam::222222222222:role/${'r'.repeat(65)}`, undefined],
    ['arn:aws:iam::222222222222:role/', undefined],
    ['arn:aws:iam::22222222222:role/Connector', undefined],
    ['arn:aws:iam:us-east-1:222222222222:role/Connector', undefined],
    ['arn:aws:iam::222222222222:user/Connector', undefined],
    ['arn:aws:sts::222222222222:assumed-role/Connector/x', undefined],
    ['arn:aws-cn:iam::222222222222:role/Connector', undefined],
  ])('%s is %j (AWS docs: IAM identifiers)', (arn, role) => {
    expect(parseRoleArn(arn)).toEqual(role);
  });
});
