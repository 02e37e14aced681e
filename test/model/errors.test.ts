import { expect, test } from 'vitest';
import { businessValidationFailed, type Fault, requestValidationFailed } from '../../src/model/errors.ts';

const fault = (FieldName: string, Message: string): Fault => ({ FieldName, Message, Code: 'INVALID_VALUE' });

/** A fault as the API returns it. */
const answered = (given: Fault) => businessValidationFailed([given]).details.ErrorList?.[0];

test.each([
  // AWS docs: working-with-opportunity-updates, deal sizing.
  ['Project.ExpectedCustomerSpend[0].EstimationUrl', 'project.expectedCustomerSpend.estimationUrl'],
  ['LifeCycle.Stage', 'lifeCycle.stage'],
  ['Customer.Account.AwsAccountId', 'customer.account.awsAccountId'],
  ['AwsSubmission.InvolvementType', 'awsSubmission.involvementType'],
  ['Contexts[1].Payload.Lead.Interactions[12].Contact', 'contexts.payload.lead.interactions.contact'],
  ['ClientToken', 'clientToken'],
])('%s is returned as %s', (path, name) => {
  expect(answered(fault(path, 'It is wrong.'))).toEqual(fault(name, 'It is wrong.'));
});

test('a path at the start of a message is in lower camel case and keeps its index', () => {
  const path = 'Project.ExpectedCustomerSpend[0].Amount';
  const { Message } = answered(fault(path, `${path} is required.`)) ?? {};
  expect(Message).toBe('project.expectedCustomerSpend[0].amount is required.');
});

test('a word that only starts like the path is no path', () => {
  expect(answered(fault('Origin', 'Originally it was another.'))?.Message).toBe('Originally it was another.');
});

test('faults of two elements are both listed and differ only in their messages', () => {
  const faults = ['Tags[0].Key', 'Tags[2].Key'].map((path) => fault(path, `${path} is reserved.`));
  expect(requestValidationFailed(faults)).toMatchObject({
    message: 'tags[0].key is reserved. (and 1 more: see ErrorList)',
    details: {
      ErrorList: [
        fault('tags.key', 'tags[0].key is reserved.'),
        fault('tags.key', 'tags[2].key is reserved.'),
      ],
    },
  });
});

test('a path of the operator’s own input and a fault without a path stay as they are', () => {
  const own = fault('solutions[2].id', 'solutions[2].id is there already.');
  expect(answered(own)).toEqual(own);
  const unnamed: Fault = { Message: 'One of these.', Code: 'INVALID_VALUE' };
  expect(answered(unnamed)).toEqual(unnamed);
});
