import { randomUUID } from 'node:crypto';
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

/** Makes what pages have to show. Returns an id for each path with `:id` or `:name`, by the path's first word. */
export const makeSampleData = async (cosell: Cosell): Promise<Readonly<Record<string, string>>> => {
  const partner = new PartnerCentralSelling(cosell.clientConfig(PARTNER));
  const other = new PartnerCentralSelling(cosell.clientConfig(OTHER));
  await cosell.accounts.put({ id: PARTNER, companyName: 'Datawise Consulting' });
  await cosell.accounts.put({ id: OTHER, companyName: 'Northlight Analytics' });
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
  // A refusal, for the page of requests.
  await other.getOpportunity({ Catalog, Identifier: opportunities[0] }).catch(() => {});
  await cosell.idle();
  const [call] = (await cosell.requests.list({})).requests;
  return {
    opportunities: task.OpportunityId ?? opportunities[0] ?? '',
    invitations: invitation?.Id ?? '',
    engagements: invitation?.EngagementId ?? '',
    tasks: task.TaskId ?? '',
    requests: call?.id ?? '',
  };
};
