import { expect, test } from 'vitest';
import { join } from '../support/co-sell.ts';
import { engagement, opportunityInvitation, runAcceptTask } from '../support/data.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import { heard, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';

const start = async () => {
  const server = await startServer();
  const [alpha, beta, aws] = [clientOf(server, ALPHA), clientOf(server, BETA), clientOf(server, AWS)];
  const approve = (account: string, id: string) =>
    operate(server, 'POST', 'reviews', { account, catalog: Catalog, id, decision: 'Approved' });
  return { server, alpha, beta, aws, approve, news: newsOf(server) };
};

// AWS docs: working-with-your-opportunities, "Review process": AWS answers who asked it.
test('AWS’s approval of one partner’s opportunity does not answer the invitation of another member', async () => {
  const { alpha, beta, aws, approve } = await start();
  const { Id: shared = '' } = await alpha.createEngagement(engagement());
  await join(alpha, beta, BETA, shared);
  const id = await readyOpportunity(alpha);
  await alpha.createResourceSnapshot({
    Catalog,
    ClientToken: 'snapshot',
    EngagementIdentifier: shared,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  await alpha.submitOpportunity({ Catalog, Identifier: id, InvolvementType: 'Co-Sell', Visibility: 'Full' });
  const { Id: Identifier } = await beta.createEngagementInvitation(opportunityInvitation(shared, AWS));
  await approve(ALPHA, id);
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Approved');
  expect((await aws.getEngagementInvitation({ Catalog, Identifier })).Status).toBe('PENDING');
});

// AWS docs: working-with-multi-partner-opportunities: the others follow the sender's approval.
test('a follower that is approved already gets no event of the sender’s approval', async () => {
  const { alpha, beta, approve, news } = await start();
  const ofAlpha = await readyOpportunity(alpha);
  const { EngagementId: shared = '' } = await share(alpha, ofAlpha);
  const { Id = '' } = await alpha.createEngagementInvitation(opportunityInvitation(shared, BETA));
  const { OpportunityId: ofBeta = '' } = await runAcceptTask(beta, Id);
  await approve(BETA, ofBeta);
  await news();
  await approve(ALPHA, ofAlpha);
  expect((await getOpportunity(beta, ofBeta)).LifeCycle?.ReviewStatus).toBe('Approved');
  const told = await news();
  expect(told[ALPHA]).toContain(heard.opportunityUpdated);
  expect(told[BETA] ?? []).not.toContain(heard.opportunityUpdated);
});
