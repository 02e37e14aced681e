import { Agent } from 'node:https';
import {
  CreateOpportunityCommand,
  GetSellingSystemSettingsCommand,
  PartnerCentralSellingClient,
  PutSellingSystemSettingsCommand,
} from '@aws-sdk/client-partnercentral-selling';
import { nowMs } from '../kit/flow/real-time.ts';
import type { RunningServer } from './parts.ts';

/** The partner that the demo data belong to, which is the default account. */
export const DEMO_PARTNER = '111122223333';

/**
 * Makes AWS refer an opportunity to the demo partner, once per data folder, and sets the role of its snapshot jobs if they
 * have none. A server that checks signatures needs a key of that partner.
 */
export const seedDemo = async (
  { endpoint, certificate }: Pick<RunningServer, 'endpoint' | 'certificate'>,
  region: string,
  key = { accessKeyId: DEMO_PARTNER, secretAccessKey: 'demo' },
): Promise<{ opportunityId: string }> => {
  const client = new PartnerCentralSellingClient({
    endpoint,
    region,
    credentials: { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey },
    ...(certificate && { requestHandler: { httpsAgent: agentFor(certificate) } }),
  });
  const inSixMonths = new Date(nowMs() + 180 * 86_400_000).toISOString().slice(0, 10);
  const { Id } = await client.send(
    new CreateOpportunityCommand({
      Catalog: 'Sandbox',
      ClientToken: 'cosell-demo-referral',
      Origin: 'AWS Referral',
      OpportunityType: 'Net New Business',
      Customer: {
        Account: {
          CompanyName: 'Northwind Fresh Foods',
          Industry: 'Retail',
          WebsiteUrl: 'https://www.northwind-fresh.example',
          Address: { CountryCode: 'US', StateOrRegion: 'Washington', City: 'Seattle', PostalCode: '98101' },
        },
        Contacts: [
          {
            FirstName: 'Dana',
            LastName: 'Reyes',
            Email: 'dana.reyes@northwind-fresh.example',
            BusinessTitle: 'CTO',
          },
        ],
      },
      Project: {
        Title: 'Demand forecasting for 400 stores',
        CustomerBusinessProblem:
          'Stores order fresh goods by hand and throw away a tenth of them. The customer wants forecasts per store and day.',
        CustomerUseCase: 'AI Machine Learning and Analytics',
        DeliveryModels: ['SaaS or PaaS'],
        ExpectedCustomerSpend: [
          { Amount: '24000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
        ],
        SalesActivities: ['Customer has shown interest in solution'],
      },
      LifeCycle: {
        Stage: 'Qualified',
        TargetCloseDate: inSixMonths,
        NextSteps: 'Meet the customer with AWS.',
      },
      Marketing: { Source: 'None' },
      NationalSecurity: 'No',
      PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
    }),
  );
  const Catalog = 'Sandbox';
  const { ResourceSnapshotJobRoleArn } = await client.send(new GetSellingSystemSettingsCommand({ Catalog }));
  if (!ResourceSnapshotJobRoleArn) {
    const role = { Catalog, ResourceSnapshotJobRoleIdentifier: 'ResourceSnapshotJobRole' };
    await client.send(new PutSellingSystemSettingsCommand(role));
  }
  client.destroy();
  return { opportunityId: Id ?? '' };
};

/** Trusts exactly the certificate of this server, whose names need not be those of the address that it listens on. */
const agentFor = (certificate: string): Agent =>
  new Agent({ ca: certificate, allowPartialTrustChain: true, checkServerIdentity: () => undefined });
