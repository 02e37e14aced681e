import * as sdk from '@aws-sdk/client-partnercentral-selling';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SnippetCall, snippet, snippetLanguages } from '../../../src/kit/snippet/index.ts';
import { separated } from '../../../src/kit/snippet/names.ts';
import { csharpText, goText, javaText, jsonText, shellWord } from '../../../src/kit/snippet/quote.ts';
import { inputSchema } from '../../../src/model/contract.ts';
import { enumNamesOf, snippetShape } from '../../../src/model/snippet-shape.ts';
import { runProgram } from '../../support/python.ts';

const shape = (operation: 'UpdateOpportunity' | 'CreateEngagementInvitation') =>
  snippetShape(inputSchema(operation), enumNamesOf(sdk));

const call: SnippetCall = {
  service: 'partnercentral-selling',
  operation: 'UpdateOpportunity',
  shape: shape('UpdateOpportunity'),
  endpoint: 'http://127.0.0.1:4747',
  region: 'us-east-1',
  accessKeyId: '111122223333',
  input: {
    Catalog: 'Sandbox',
    Identifier: 'O1',
    LastModifiedDate: '2026-11-27T01:02:03.004Z',
    PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
    Customer: {
      Account: { CompanyName: 'A "quoted"\nname', Industry: 'Agriculture' },
      Contacts: [{ Email: 'a@example.com' }, { Email: 'b@example.com' }],
    },
    NationalSecurity: null,
  },
};

const invitation: SnippetCall = {
  ...call,
  operation: 'CreateEngagementInvitation',
  shape: shape('CreateEngagementInvitation'),
  input: {
    Invitation: {
      Message: 'Hello',
      Receiver: { Account: { AwsAccountId: '222222222222' } },
      Payload: { LeadInvitation: { Customer: { CompanyName: 'Example' } } },
    },
  },
};

test('Java has builders, setters of enums by text, and instants', () => {
  const code = snippet('java', call);
  expect(code).toContain('import software.amazon.awssdk.services.partnercentralselling.model.*;');
  expect(code).toContain('UpdateOpportunityRequest.builder()');
  expect(code).toContain('.lastModifiedDate(Instant.parse("2026-11-27T01:02:03.004Z"))');
  expect(code).toContain('.primaryNeedsFromAwsWithStrings(List.of(');
  expect(code).toContain('.companyName("A \\"quoted\\"\\nname")');
  expect(code).toContain('.contacts(List.of(');
  expect(code).not.toContain('nationalSecurity');
});

test('Go has pointers, types of enums and elements, and the member of a union', () => {
  const code = snippet('go', call);
  expect(code).toContain('"github.com/aws/aws-sdk-go-v2/service/partnercentralselling/types"');
  expect(code).toContain('client.UpdateOpportunity(ctx, &partnercentralselling.UpdateOpportunityInput{');
  expect(code).toContain('LastModifiedDate: aws.Time(time.Date(2026, 11, 27, 1, 2, 3, 4000000, time.UTC))');
  expect(code).toContain('PrimaryNeedsFromAws: []types.PrimaryNeedFromAws{');
  expect(code).toContain('Contacts: []types.Contact{');
  expect(code).toContain('Industry: types.Industry("Agriculture")');
  expect(code).toContain('Customer: &types.Customer{');
  const union = snippet('go', invitation);
  expect(union).toContain('Payload: &types.PayloadMemberLeadInvitation{');
  expect(union).toContain('Receiver: &types.ReceiverMemberAccount{');
  expect(union).toContain('Value: types.LeadInvitationPayload{');
});

test('.NET has initializers with types', () => {
  const code = snippet('dotnet', call);
  expect(code).toContain('using Amazon.PartnerCentralSelling.Model;');
  expect(code).toContain('var request = new UpdateOpportunityRequest {');
  expect(code).toContain('PrimaryNeedsFromAws = new List<string> {');
  expect(code).toContain('Contacts = new List<Contact> {');
  expect(code).toContain('DateTimeStyles.RoundtripKind');
  expect(code).toContain('await client.UpdateOpportunityAsync(request)');
});

test('brackets are balanced in every language', () => {
  for (const language of snippetLanguages) {
    for (const each of [call, invitation]) {
      const code = snippet(language, each).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');
      for (const [open, close] of ['()', '{}', '[]']) {
        expect(code.split(open ?? '').length, `${language} ${open}`).toBe(code.split(close ?? '').length);
      }
    }
  }
});

test('names are those that botocore derives', () => {
  expect(separated('GetAwsOpportunitySummary', '_')).toBe('get_aws_opportunity_summary');
  expect(separated('StartEngagementByAcceptingInvitationTask', '-')).toBe(
    'start-engagement-by-accepting-invitation-task',
  );
  expect(separated('TargetARNs', '_')).toBe('target_arns');
  expect(separated('ListTagsForResource', '-')).toBe('list-tags-for-resource');
});

test('an operation that is no name is refused', () => {
  expect(() => snippet('boto3', { ...call, operation: 'x(); import os' })).toThrow('names no operation');
});

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'"\'\\\n\r\t\0$`!%{}\u2028\u007f\u0085u0041'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

test('a literal of JavaScript is its text', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(new Function(`return ${jsonText(given)}`)()).toBe(given);
    }),
  );
});

test('literals of Java, Go and C# have one line, and end where they end', () => {
  fc.assert(
    fc.property(text, (given) => {
      for (const quote of [javaText, goText, csharpText])
        expect(quote(given)).toMatch(/^"(?:[^"\\\p{Cc}]|\\.)*"$/u);
      // Java reads these before it reads the literal.
      expect(javaText(given)).not.toMatch(/(?<!\\)(?:\\\\)*\\u00[0-7]/);
    }),
  );
});

test('a word of the shell is its text', async () => {
  const texts = fc.sample(text, 50).map((given) => given.replaceAll('\0', '').toWellFormed());
  const { stdout } = await runProgram('bash', ['-c', `printf '%s\\0' ${texts.map(shellWord).join(' ')}`]);
  expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
});
