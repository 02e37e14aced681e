import { randomUUID } from 'node:crypto';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { opportunity, opportunityInvitation } from '../test/support/data.ts';
import type { Known } from './case.ts';
import type { Target } from './send.ts';
import { ACCOUNTS } from './server.ts';

const COUNT = 10;

export const clientOf = ({ endpoint, key }: Target, accessKeyId: string): PartnerCentralSelling =>
  new PartnerCentralSelling({
    endpoint,
    region: 'us-east-1',
    credentials: { ...key, accessKeyId },
    maxAttempts: 1,
  });

/** Creates what the cases name: opportunities, engagements and invitations of the account that is fuzzed with. */
export const createKnown = async (target: Target): Promise<Known> => {
  const [own, other] = ACCOUNTS;
  const client = clientOf(target, own);
  const known = { opportunities: [] as string[], engagements: [] as string[], invitations: [] as string[] };
  for (let index = 0; index < COUNT; index++) {
    const { Id = '' } = await client.createOpportunity(opportunity());
    known.opportunities.push(Id);
    const engagement = await client.createEngagement({
      Catalog: 'Sandbox',
      ClientToken: randomUUID(),
      Title: 'Fuzz',
      Description: 'Fuzz',
    });
    known.engagements.push(engagement.Id ?? '');
    const invitation = await clientOf(target, other).createEngagement({
      Catalog: 'Sandbox',
      ClientToken: randomUUID(),
      Title: 'Fuzz',
      Description: 'Fuzz',
    });
    const sent = await clientOf(target, other).createEngagementInvitation(
      opportunityInvitation(invitation.Id ?? '', own),
    );
    known.invitations.push(sent.Id ?? '');
  }
  return known;
};
