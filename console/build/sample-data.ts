import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Cosell } from '../../src/index.ts';
import { opportunity } from '../../test/support/data.ts';
import { nameJobRole, share } from '../../test/support/sharing.ts';

/** The partner whose pages are shown, and whom it works with. */
export const PARTNER = '111122223333';
const OTHER = '222222222222';
const Catalog = 'Sandbox';

const CUSTOMERS = [
  ['Tailspin Toys', 'Order portal for 2,000 dealers', '12000.00', 'Prospect'],
  ['Contoso Health', 'Records of patients, searchable in a second', '48000.00', 'Technical Validation'],
  ['Fabrikam Steel', 'Predictive maintenance of rolling mills in five countries', '7500.00', 'Qualified'],
  ['Wide World Importers', 'Customs documents read by machine', '3100.00', 'Committed'],
] as const;
/** How many of them are submitted; AWS sends the first one back. */
const SUBMITTED = 2;

const RULE = 'to-crm';

/** Makes a rule whose targets do well, fail, and are never reached. */
const makeRule = async (client: EventBridge): Promise<void> => {
  const receiver = createServer(({ url }, answer) => {
    answer.writeHead(url === '/warehouse' ? 503 : 204).end();
  });
  receiver.listen(0, '127.0.0.1').unref();
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const ApiKeyAuthParameters = { ApiKeyName: 'x-api-key', ApiKeyValue: randomUUID() };
  const { ConnectionArn } = await client.createConnection({
    Name: 'company',
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters },
  });
  const role = { RoleArn: `arn:aws:iam::${PARTNER}:role/events` };
  const destination = async (Name: string, retries: number) => {
    const { ApiDestinationArn: Arn } = await client.createApiDestination({
      ...{ Name, ConnectionArn },
      InvocationEndpoint: `http://127.0.0.1:${port}/${Name}`,
      HttpMethod: 'POST',
    });
    return { Id: Name, Arn, ...role, RetryPolicy: { MaximumRetryAttempts: retries } };
  };
  await client.putRule({
    Name: RULE,
    Description: 'Whatever happens to opportunities goes to the CRM',
    EventPattern: JSON.stringify({ 'detail-type': [{ prefix: 'Opportunity ' }] }),
  });
  await client.putTargets({
    Rule: RULE,
    Targets: [
      await destination('crm', 3),
      await destination('warehouse', 0),
      { Id: 'backup', Arn: `arn:aws:sqs:us-east-1:${PARTNER}:backup` },
    ],
  });
};

/** Makes what pages have to show. Returns an id for each path with `:id` or `:name`, by the path's first word. */
export const makeSampleData = async (cosell: Cosell): Promise<Readonly<Record<string, string>>> => {
  const partner = new PartnerCentralSelling(cosell.clientConfig(PARTNER));
  const other = new PartnerCentralSelling(cosell.clientConfig(OTHER));
  await cosell.accounts.put({ id: PARTNER, companyName: 'Datawise Consulting' });
  await cosell.accounts.put({ id: OTHER, companyName: 'Northlight Analytics' });
  await makeRule(new EventBridge(cosell.clientConfig(PARTNER)));
  const opportunities: string[] = [];
  for (const [index, [CompanyName, Title, Amount, Stage]] of CUSTOMERS.entries()) {
    const given = opportunity();
    const { Account, ...customer } = given.Customer ?? {};
    const { Id = '' } = await partner.createOpportunity({
      ...given,
      PartnerOpportunityIdentifier: `crm-${4711 + index}`,
      LifeCycle: { ...given.LifeCycle, Stage },
      Customer: { ...customer, Account: { ...Account, CompanyName } },
      Project: {
        ...given.Project,
        Title,
        ExpectedCustomerSpend: [{ Amount, CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
      },
    });
    opportunities.push(Id);
  }
  await nameJobRole(partner);
  for (const id of opportunities.slice(0, SUBMITTED)) await share(partner, id);
  await cosell.review({
    account: PARTNER,
    catalog: Catalog,
    id: opportunities[0] ?? '',
    decision: 'Action Required',
    comments: 'Which five dealers start first, and who decides there?',
  });
  await cosell.refer({ account: PARTNER, kind: 'lead', catalog: Catalog });
  const lead = await cosell.refer({ account: PARTNER, kind: 'lead', catalog: Catalog });
  await partner.acceptEngagementInvitation({ Catalog, Identifier: lead.invitationId });
  await cosell.refer({ account: PARTNER });
  const { EngagementInvitationSummaries: [invitation] = [] } = await partner.listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
  });
  const task = await partner.startEngagementByAcceptingInvitationTask({
    Catalog,
    ClientToken: randomUUID(),
    Identifier: invitation?.Id,
  });
  await cosell.refer({ account: PARTNER });
  // Refusals, for the list of requests and for the page of one.
  await partner.acceptEngagementInvitation({ Catalog, Identifier: lead.invitationId }).catch(() => {});
  await other.getOpportunity({ Catalog, Identifier: opportunities[0] }).catch(() => {});
  await cosell.idle();
  const [call] = (await cosell.requests.list({})).requests;
  return {
    opportunities: task.OpportunityId ?? opportunities[0] ?? '',
    invitations: invitation?.Id ?? '',
    engagements: invitation?.EngagementId ?? '',
    leads: lead.engagementId,
    events: RULE,
    tasks: task.TaskId ?? '',
    requests: call?.id ?? '',
  };
};
