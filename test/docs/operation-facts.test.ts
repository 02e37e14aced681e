import { expect, test } from 'vitest';
import { facts } from '../../docs/reference-pages/facts.ts';
import type { Cosell } from '../../src/index.ts';
import type { OperationName } from '../../src/model/contract.ts';
import { cases } from '../operations/isolation-cases.ts';
import { leadInvitation, opportunity } from '../support/data.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { nameJobRole } from '../support/sharing.ts';
import { change } from '../support/update.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

/** Returns the types of the events that the calls of each operation have caused, with the steps of their tasks. */
const causedEvents = async (server: Cosell): Promise<Map<string, Set<string>>> => {
  const found = new Map<string, Set<string>>();
  const { requests } = await server.requests.list({ limit: 1000 });
  for (const { id, operation = '' } of requests) {
    const { events, tasks } = await server.requests.get({ id });
    const types = [...events, ...tasks.flatMap((task) => task.events)].map(({ type }) => type);
    found.set(operation, new Set([...(found.get(operation) ?? []), ...types]));
  }
  return found;
};

test('each operation causes the events that the reference says, and no other', async () => {
  const server = await startServer({ accounts: worldAccounts, journal: 1000 });
  const alpha = clientOf(server, ALPHA);
  const beta = clientOf(server, BETA);
  const Catalog = 'Sandbox';
  await nameJobRole(alpha);
  const world = await buildWorld(server);
  await change(alpha, world.opportunity, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'Call' },
  }));
  await alpha.createOpportunity(opportunity({ Origin: 'AWS Referral' }));
  const { Id = '' } = await alpha.createEngagementInvitation(leadInvitation(world.leadEngagement, BETA));
  await beta.rejectEngagementInvitation({ Catalog, Identifier: Id, RejectionReason: 'No' });
  const lead = await alpha.getEngagement({ Catalog, Identifier: world.leadEngagement });
  const context = lead.Contexts?.find(({ Type }) => Type === 'Lead');
  await alpha.updateEngagementContext({
    Catalog,
    EngagementIdentifier: world.leadEngagement,
    ContextIdentifier: context?.Id ?? '',
    EngagementLastModifiedAt: lead.ModifiedAt,
    Type: 'Lead',
    Payload: { Lead: { Customer: context?.Payload?.Lead?.Customer, QualificationStatus: 'Qualified' } },
  });
  const job = { Catalog, ResourceSnapshotJobIdentifier: world.job };
  await alpha.stopResourceSnapshotJob(job);
  await change(alpha, world.opportunity, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'Meet' },
  }));
  await alpha.createResourceSnapshot({
    Catalog,
    ClientToken: 'a snapshot',
    EngagementIdentifier: world.engagement,
    ResourceIdentifier: world.opportunity,
    ResourceType: 'Opportunity',
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  await change(alpha, world.opportunity, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'Decide' },
  }));
  await alpha.startResourceSnapshotJob(job);
  for (const [operation, , of, body] of cases) {
    await callRaw(server, ALPHA, operation, { Catalog, ...body(of(world)) });
  }
  await server.idle();

  const caused = await causedEvents(server);
  const told = Object.entries(facts).map(([name, { events = {} }]) => [name, Object.keys(events)] as const);
  for (const [operation, types] of caused) {
    const known = Object.keys(facts[operation as OperationName]?.events ?? {});
    expect([operation, [...types].filter((type) => !known.includes(type))]).toEqual([operation, []]);
  }
  // What needs a second change of an opportunity with an association that a snapshot shows.
  const unseen = ['AssociateOpportunity', 'DisassociateOpportunity'];
  for (const [operation, types] of told) {
    if (unseen.includes(operation)) continue;
    expect([operation, types.filter((type) => !caused.get(operation)?.has(type))]).toEqual([operation, []]);
  }
});
