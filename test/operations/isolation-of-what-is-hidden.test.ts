import type { CreateOpportunityRequest, PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opportunity, opportunityInvitation, runAcceptTask } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { readyOpportunity, share } from '../support/sharing.ts';

const Catalog = 'Sandbox';

/** Secrets of a sender's opportunity, which neither an invitation nor its engagement reveals. */
const secrets = {
  crm: 'SECRET-crm-id',
  street: 'SECRET street 5',
  city: 'SECRET city',
  postal: 'SECRET 98765',
  account: '987654321098',
  duns: '987654321',
  solution: 'SECRET solution description',
  competitor: 'SECRET competitor',
  comments: 'SECRET comments',
  useCase: 'Business Applications & Contact Center',
  member: 'secret.member@alpha.example',
  channel: 'Video',
} as const;
type Secret = keyof typeof secrets;

/** What AWS's side shows to every member partner [seen]: customer contacts and next steps. */
const shared = { contact: 'shown.contact@example.com', nextSteps: 'SHOWN next steps' };

const opportunityWith = (has: (secret: Secret) => boolean): Partial<CreateOpportunityRequest> => {
  const of = <S extends Secret>(secret: S) => (has(secret) ? secrets[secret] : undefined);
  const usual = opportunity();
  return {
    PartnerOpportunityIdentifier: of('crm'),
    Customer: {
      Account: {
        CompanyName: 'Example Corp',
        Industry: 'Retail',
        WebsiteUrl: 'https://www.example.com',
        AwsAccountId: of('account'),
        Duns: of('duns'),
        Address: {
          CountryCode: 'US',
          StateOrRegion: 'Washington',
          City: of('city'),
          PostalCode: of('postal') ?? '98101',
          StreetAddress: of('street'),
        },
      },
      Contacts: [{ FirstName: 'Shown', LastName: 'Contact', Email: shared.contact }],
    },
    Project: {
      ...usual.Project,
      OtherSolutionDescription: of('solution'),
      AdditionalComments: of('comments'),
      CustomerUseCase: of('useCase') ?? 'Migration / Database Migration',
      ...(has('competitor') && { CompetitorName: '*Other', OtherCompetitorNames: secrets.competitor }),
    },
    LifeCycle: { ...usual.LifeCycle, NextSteps: shared.nextSteps },
    Marketing: has('channel')
      ? { Source: 'Marketing Activity', AwsFundingUsed: 'No', Channels: [secrets.channel] }
      : { Source: 'None' },
    OpportunityTeam: has('member')
      ? [{ Email: secrets.member, BusinessTitle: 'PartnerAccountManager' }]
      : undefined,
  };
};

/** Returns everything that an account can read, except snapshots, which their creator shares as a whole. */
const everythingTold = async (client: PartnerCentralSelling, engagement: string, id: string) => {
  const side = await client.getAwsOpportunitySummary({ Catalog, RelatedOpportunityIdentifier: id });
  const answers = [
    await client.getOpportunity({ Catalog, Identifier: id }),
    await client.listOpportunities({ Catalog }),
    await client.getEngagement({ Catalog, Identifier: engagement }),
    await client.listEngagements({ Catalog }),
    await client.listEngagementMembers({ Catalog, Identifier: engagement }),
    await client.listEngagementResourceAssociations({ Catalog, EngagementIdentifier: engagement }),
    await client.listEngagementInvitations({ Catalog, ParticipantType: 'RECEIVER' }),
    await client.listEngagementByAcceptingInvitationTasks({ Catalog }),
  ];
  return { side: JSON.stringify(side), others: JSON.stringify(answers) };
};

test('the receiver of an invitation sees of the sender’s opportunity only what the invitation reveals', async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  await fc.assert(
    fc.asyncProperty(fc.subarray(Object.keys(secrets) as Secret[]), async (held) => {
      const id = await readyOpportunity(
        alpha,
        opportunityWith((secret) => held.includes(secret)),
      );
      const submitted = await share(alpha, id);
      expect(submitted).toMatchObject({ TaskStatus: 'COMPLETE' });
      const { EngagementId: engagement = '' } = submitted;
      const sent = await alpha.createEngagementInvitation(opportunityInvitation(engagement, BETA));
      const invitation = await beta.getEngagementInvitation({ Catalog, Identifier: sent.Id });
      const task = await runAcceptTask(beta, sent.Id ?? '');
      expect(task).toMatchObject({ TaskStatus: 'COMPLETE' });
      const { side, others } = await everythingTold(beta, engagement, task.OpportunityId ?? '');
      const told = JSON.stringify([invitation, task]) + others;
      for (const text of [...Object.values(secrets), ...Object.values(shared)]) {
        expect(told.includes(text), text).toBe(false);
      }
      for (const text of Object.values(secrets)) expect(side.includes(text), text).toBe(false);
      for (const text of Object.values(shared)) expect(side.includes(text), text).toBe(true);
    }),
    { numRuns: 12, examples: [[Object.keys(secrets) as Secret[]]] },
  );
});
