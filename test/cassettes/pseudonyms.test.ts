import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../conformance/cases.ts';
import { createLedger } from '../../src/cassettes/pseudonyms/ledger.ts';
import { createPseudonyms } from '../../src/cassettes/pseudonyms/pseudonyms.ts';
import { eachText } from '../../src/cassettes/texts.ts';
import type { Json, Members } from '../../src/kit/shape/differences.ts';
import { inputSchema, type OperationName, operationNames, outputSchema } from '../../src/model/contract.ts';
import { decodeInput } from '../../src/model/decode.ts';
import { times } from '../support/thorough.ts';

const fresh = (keep?: readonly string[]) => createPseudonyms(createLedger(keep));

const textsOf = (value: Json): string[] => {
  const texts: string[] = [];
  eachText(value, (text) => texts.push(text));
  return texts;
};

/** What the API finds wrong with an input. */
const verdictOn = (operation: OperationName, input: Json) => {
  try {
    return decodeInput(operation, structuredClone(input)).faults.map(
      ({ FieldName, Code }) => `${FieldName} ${Code}`,
    );
  } catch (error) {
    return (error as Error).name;
  }
};

/** A text that says something of somebody, in the forms in which programs write it. */
const personal = fc.oneof(
  fc.string({ minLength: 4, maxLength: 60 }).filter((text) => /[\p{L}\p{N}]{4}/u.test(text)),
  fc.constantFrom('Mary Major', 'Åsa Öberg-Ñuñez', '山田太郎です', 'ACME Holdings, Inc.', '𝓜𝓪𝓻𝔂 Major'),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true }),
  fc.stringMatching(/^\+[1-9][0-9]{6,13}$/),
  fc.stringMatching(/^[0-9]{5,12}$/),
  fc.stringMatching(/^(O[0-9]{7,19}|S-[0-9]{7,19}|eng-[0-9a-z]{14}|engi-[0-9a-z]{13}|task-[0-9a-z]{13})$/),
  fc.stringMatching(/^arn:aws:iam::[0-9]{12}:role\/[a-z]{5,9}\/[A-Z][a-z]{5,9}$/),
  fc.uuid(),
);

/** Runs of letters or digits that are long enough to tell something. */
const tellingParts = (text: string): string[] => text.match(/[\p{L}\p{N}]{5,}/gu) ?? [];
const AWS_WORDS = /^(https?|arn|aws|calculator|amazonaws|amazon)$/i;

describe('pseudonyms', () => {
  it('let the API judge every input as it judges the original', () => {
    for (const operation of operationNames) {
      for (const { title, body } of casesOf(operation)) {
        const replaced = fresh().input(operation, body as Members);
        expect([operation, title, verdictOn(operation, replaced)]).toEqual([
          operation,
          title,
          verdictOn(operation, body as Json),
        ]);
      }
    }
  });

  it('leave nothing of a text in any member of free text, known to the contract or not', () => {
    const places: [OperationName, (text: string) => Members][] = [
      [
        'CreateOpportunity',
        (text) => ({
          Customer: { Account: { CompanyName: text, Address: { City: text, PostalCode: text } } },
        }),
      ],
      [
        'CreateOpportunity',
        (text) => ({
          Customer: {
            Contacts: [{ FirstName: text, LastName: text, Email: text, Phone: text, BusinessTitle: text }],
          },
        }),
      ],
      [
        'CreateOpportunity',
        (text) => ({
          Project: { Title: text, AdditionalComments: text },
          Tags: [{ Key: text, Value: text }],
        }),
      ],
      [
        'CreateEngagement',
        (text) => ({ Title: text, Contexts: [{ Payload: { Lead: { Customer: { CompanyName: text } } } }] }),
      ],
      ['GetOpportunity', (text) => ({ NewMember: { Anything: [text, { Status: text }] } })],
      ['RejectEngagementInvitation', (text) => ({ RejectionReason: text })],
    ];
    fc.assert(
      fc.property(personal, fc.constantFrom(...places), (text, [operation, place]) => {
        for (const side of ['input', 'output'] as const) {
          const replaced = fresh()[side](operation, place(text));
          for (const name of textsOf(replaced)) {
            for (const part of tellingParts(text).filter((word) => !AWS_WORDS.test(word)))
              expect(name).not.toContain(part);
          }
        }
      }),
      { numRuns: times({ usual: 400, all: 20_000 }) },
    );
  });

  it('are the same for the same original and different for different ones, in one recording', () => {
    fc.assert(
      fc.property(fc.uniqueArray(personal, { minLength: 2, maxLength: 8 }), (texts) => {
        const pseudonyms = fresh();
        const nameOf = (text: string) =>
          (pseudonyms.input('CreateOpportunity', { Project: { Title: text } }).Project as Members).Title;
        const names = texts.map(nameOf);
        expect(texts.map(nameOf)).toEqual(names);
        expect(new Set(names).size).toBe(texts.length);
      }),
      { numRuns: times({ usual: 300, all: 20_000 }) },
    );
  });

  it('keep form and length', () => {
    const { Customer } = fresh().input('CreateOpportunity', {
      Customer: {
        Account: {
          WebsiteUrl: 'https://www.acme.co.uk/about',
          Duns: '123456789',
          AwsAccountId: '123456789012',
        },
        Contacts: [{ Email: 'mary.major@acme.com', Phone: '+442071838750', FirstName: 'Mary' }],
      },
    }) as { Customer: { Account: Record<string, string>; Contacts: Record<string, string>[] } };
    expect(Customer.Account.WebsiteUrl).toMatch(/^https:\/\/[a-z]{3}\.[a-z]+\.?[a-z]*\.test\/[a-z]{5}$/);
    expect(Customer.Account.Duns).toMatch(/^\d{9}$/);
    expect(Customer.Account.AwsAccountId).toMatch(/^[1-9]\d{11}$/);
    expect(Customer.Contacts[0]?.Email).toMatch(/^[a-z]{4}\.[a-z]{5}@[a-z]{3}\.test$/);
    expect(Customer.Contacts[0]?.Phone).toMatch(/^\+999\d{9}$/);
    expect(Customer.Contacts[0]?.FirstName).toMatch(/^[A-Z][a-z]{3}$/);
  });

  it('replace in messages what a call named, and who called', () => {
    const pseudonyms = fresh();
    const { Title } = pseudonyms.input('CreateEngagement', { Title: 'Merger of Acme' });
    const account = pseudonyms.account('123456789012');
    const { Message } = pseudonyms.exception({
      Message:
        'User: arn:aws:sts::123456789012:assumed-role/Sales/mary.major@acme.com may not share "Merger of Acme" with bob@acme.com.',
    }) as { Message: string };
    expect(Message).toContain(`arn:aws:sts::${account}:assumed-role/`);
    expect(Message).toContain(`"${Title}"`);
    expect(Message).toMatch(/ may not share ".*" with \S+@\S+\.test\.$/);
    expect(Message).not.toMatch(/mary|major|acme|bob/i);
  });

  it('keep what they are told to keep', () => {
    const { RelatedEntityIdentifier } = fresh(['S-1234567']).input('AssociateOpportunity', {
      RelatedEntityIdentifier: 'S-1234567',
    });
    expect(RelatedEntityIdentifier).toBe('S-1234567');
  });

  it('keep the closed values of every output', () => {
    const kept = fresh().output('GetOpportunity', {
      LifeCycle: { Stage: 'Qualified', ReviewStatus: 'Approved', TargetCloseDate: '2027-01-31' },
      Project: { ExpectedCustomerSpend: [{ Amount: '10.50', CurrencyCode: 'USD', TargetCompany: 'AWS' }] },
      CreatedDate: '2026-11-23T09:30:00.123456789Z',
      RelatedEntityIdentifiers: { AwsProducts: ['AmazonEC2'] },
    });
    expect(kept).toMatchObject({
      LifeCycle: { Stage: 'Qualified', ReviewStatus: 'Approved', TargetCloseDate: '2027-01-31' },
      Project: { ExpectedCustomerSpend: [{ Amount: '10.50', CurrencyCode: 'USD', TargetCompany: 'AWS' }] },
      CreatedDate: '2026-11-23T09:30:00.123456789Z',
      RelatedEntityIdentifiers: { AwsProducts: ['AmazonEC2'] },
    });
  });

  it('know the schemas of every operation', () => {
    for (const operation of operationNames) {
      expect(inputSchema(operation).isStructSchema()).toBe(true);
      expect(() => outputSchema(operation)).not.toThrow();
      expect(fresh().output(operation, {})).toEqual({});
    }
  });
});
