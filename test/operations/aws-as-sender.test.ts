import { expect, test } from 'vitest';
import { leadInvitation, opportunity, refer } from '../support/data.ts';
import { ALPHA, AWS, clientOf, startServer } from '../support/server.ts';
import { engagementAbout, readyOpportunity, share } from '../support/sharing.ts';

const Catalog = 'Sandbox';

const start = async () => {
  const server = await startServer({ accounts: [{ id: ALPHA, companyName: 'Alpha Forecasts' }] });
  return { server, alpha: clientOf(server, ALPHA), aws: clientOf(server, AWS) };
};

test('every part of a referral’s invitation shows AWS as sender (seen: GetEngagementInvitation)', async () => {
  const { alpha } = await start();
  const { invitationId: Identifier } = await refer(alpha);
  const { Project } = opportunity();
  const seen = await alpha.getEngagementInvitation({ Catalog, Identifier });
  expect(seen).toMatchObject({
    SenderAwsAccountId: 'aws',
    SenderCompanyName: 'AWS',
    ExistingMembers: [{ CompanyName: 'AWS', WebsiteUrl: 'www.aws.com' }],
    EngagementTitle: Project?.Title,
    EngagementDescription: Project?.CustomerBusinessProblem,
    InvitationMessage: expect.stringMatching(/AWS originated opportunity is created/),
    Receiver: { Account: { AwsAccountId: ALPHA, Alias: 'Alpha Forecasts' } },
    Payload: { OpportunityInvitation: { ReceiverResponsibilities: ['Services Partner'] } },
  });
  const contacts = seen.Payload?.OpportunityInvitation?.SenderContacts;
  expect(contacts).toEqual([
    {
      BusinessTitle: 'PDM',
      Email: expect.stringMatching(/@aws\.example\.com$/),
      FirstName: expect.stringMatching(/./),
      LastName: expect.stringMatching(/./),
    },
  ]);
  // The same AWS contact manages every referral of the partner.
  const { invitationId } = await refer(alpha);
  const again = await alpha.getEngagementInvitation({ Catalog, Identifier: invitationId });
  expect(again.Payload?.OpportunityInvitation?.SenderContacts).toEqual(contacts);
});

test('AWS’s company name and website can be configured', async () => {
  const server = await startServer({
    accounts: [{ id: 'aws', companyName: 'Amazon', websiteUrl: 'https://aws.example' }],
  });
  const alpha = clientOf(server, ALPHA);
  const { invitationId: Identifier } = await refer(alpha);
  expect(await alpha.getEngagementInvitation({ Catalog, Identifier })).toMatchObject({
    SenderCompanyName: 'Amazon',
    ExistingMembers: [{ CompanyName: 'Amazon', WebsiteUrl: 'https://aws.example' }],
  });
});

test('only AWS fills in the receiver’s company name if none is given (seen: GetEngagementInvitation)', async () => {
  const { alpha, aws } = await start();
  const aliasOf = async (client: typeof aws, receiver: string) => {
    const engagement = await engagementAbout(client);
    const { Invitation, ...request } = leadInvitation(engagement, receiver);
    const Receiver = { Account: { AwsAccountId: receiver } };
    const { Id: Identifier } = await client.createEngagementInvitation({
      ...request,
      Invitation: { ...Invitation, Receiver } as never,
    });
    const seen = await client.getEngagementInvitation({ Catalog, Identifier });
    return seen.Receiver?.Account?.Alias;
  };
  expect(await aliasOf(aws, ALPHA)).toBe('Alpha Forecasts');
  expect(await aliasOf(alpha, AWS)).toBeUndefined();
});

test('the engagement of a submission has the opportunity’s title and business problem (seen: GetEngagement)', async () => {
  const { alpha } = await start();
  const CustomerBusinessProblem = 'It stops. '.repeat(30);
  const Title = 'A title that is longer than the forty of an engagement';
  const Project = { ...opportunity().Project, Title, CustomerBusinessProblem };
  const { EngagementId: Identifier } = await share(alpha, await readyOpportunity(alpha, { Project }));
  expect(await alpha.getEngagement({ Catalog, Identifier })).toMatchObject({
    Title: Title.slice(0, 40),
    Description: CustomerBusinessProblem.slice(0, 255),
  });
});
