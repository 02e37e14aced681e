import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { type EngagementContextDetails, PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { engagement, opportunity, opportunityInvitation, runAcceptTask } from '../test/support/data.ts';
import { operate, referBy } from '../test/support/operator.ts';
import { change } from '../test/support/update.ts';

const Catalog = 'Sandbox';
/** Every partner has it in the sandbox. */
const SOLUTION = 'S-1234567';
/** Tasks of each partner at once, so that transactions meet. */
const AT_ONCE = 12;
const PATIENCE_MS = 30_000;

/** Two partners whose data is in different databases, and where each is served. */
export interface Partners {
  here: string;
  there: string;
  serverOf(account: string): { endpoint: string };
}

/** Whether something that partners and operators do works. */
export interface Step {
  name: string;
  /** Why not; undefined if it works. */
  fault?: string | undefined;
}

interface Partner {
  account: string;
  server: { endpoint: string };
  client: PartnerCentralSelling;
  /** What it has accepted and submitted. */
  opportunities: string[];
}

const LEAD: EngagementContextDetails = {
  Type: 'Lead',
  Payload: {
    Lead: {
      Customer: { CompanyName: 'Example Corp', Address: { CountryCode: 'US' } },
      Interactions: [
        {
          SourceType: 'Event',
          SourceId: 're-1',
          SourceName: 're:Invent',
          Contact: { FirstName: 'Mary', LastName: 'Major', BusinessTitle: 'CTO', Email: 'mary@example.com' },
        },
      ],
    },
  },
};

interface World {
  here: Partner;
  there: Partner;
  both: readonly Partner[];
}

/**
 * Does what partners and operators do, with the SDK, and says what works. A step ends as soon as `refused` rejects: the
 * server would try again for minutes. After a refusal the rest is not tried. `look` is called before what there is gets deleted.
 */
export const runScenario = async (
  partners: Partners,
  refused: Promise<never>,
  look: () => Promise<void> = async () => {},
): Promise<Step[]> => {
  const [here, there] = [partners.here, partners.there].map((account): Partner => {
    const server = partners.serverOf(account);
    const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
    const client = new PartnerCentralSelling({
      ...{ ...server, region: 'us-east-1', credentials, maxAttempts: 1 },
    });
    return { account, server, client, opportunities: [] };
  }) as [Partner, Partner];
  const world: World = { here, there, both: [here, there] };
  const done: Step[] = [];
  let wasRefused = false;
  refused.catch(() => {
    wasRefused = true;
  });
  for (const [name, run] of [...work, ...endings]) {
    if (name === endings[0]?.[0]) await look();
    const outcome: Step = { name };
    try {
      await Promise.race([run(world), refused]);
    } catch (error) {
      outcome.fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    done.push(outcome);
    if (wasRefused) break;
  }
  for (const { client } of world.both) client.destroy();
  return done;
};

const acceptReferral = async ({ account, server, client, opportunities }: Partner): Promise<void> => {
  const { invitationId } = await referBy(server, { account });
  const task = await runAcceptTask(client, invitationId);
  if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task ended ${task.TaskStatus}: ${task.Message}`);
  await client.getOpportunity({ Catalog, Identifier: task.OpportunityId });
  opportunities.push(task.OpportunityId ?? '');
};

const submit = async ({ account, server, client, opportunities }: Partner): Promise<void> => {
  const { Id = '' } = await client.createOpportunity(opportunity());
  await client.associateOpportunity({
    ...{ Catalog, OpportunityIdentifier: Id },
    ...{ RelatedEntityType: 'Solutions', RelatedEntityIdentifier: SOLUTION },
  });
  const AwsSubmission = { InvolvementType: 'Co-Sell', Visibility: 'Full' } as const;
  const request = { Catalog, ClientToken: randomUUID(), Identifier: Id, AwsSubmission } as const;
  const start = () => client.startEngagementFromOpportunityTask(request);
  let task = await start();
  while (task.TaskStatus === 'IN_PROGRESS') task = await start();
  if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task ended ${task.TaskStatus}: ${task.Message}`);
  await operate(server, 'POST', 'reviews', { account, catalog: Catalog, id: Id, decision: 'Approved' });
  await change(client, Id, ({ LifeCycle }) => ({
    LifeCycle: { ...LifeCycle, Stage: 'Technical Validation' },
  }));
  opportunities.push(Id);
};

const repeatStart = async ({ account, server, client }: Partner): Promise<void> => {
  const { invitationId } = await referBy(server, { account });
  const token = randomUUID();
  const [first, second] = [
    await runAcceptTask(client, invitationId, token),
    await runAcceptTask(client, invitationId, token),
  ];
  expectEqual(second.TaskId, first.TaskId);
};

const refuseOldUpdate = async ({ client, opportunities: [Id = ''] }: Partner): Promise<void> => {
  const { LastModifiedDate } = await client.getOpportunity({ Catalog, Identifier: Id });
  const edit = ({ LifeCycle }: { LifeCycle?: object | undefined }) => ({
    LifeCycle: { ...LifeCycle, NextSteps: 'Meet again' },
  });
  await change(client, Id, edit);
  await expectError('ConflictException', () =>
    change(client, Id, (current) => ({ ...edit(current), LastModifiedDate })),
  );
};

const hideFromOthers = async ({ here, there }: World): Promise<void> => {
  const [Identifier] = here.opportunities;
  await expectError('ResourceNotFoundException', () => there.client.getOpportunity({ Catalog, Identifier }));
};

const acceptMany = async ({ both }: World): Promise<void> => {
  await Promise.all(
    both.flatMap((partner) => Array.from({ length: AT_ONCE }, () => acceptReferral(partner))),
  );
};

const list = async ({ client, opportunities }: Partner): Promise<void> => {
  const all = await client.listOpportunities({ Catalog, MaxResults: 100 });
  const listed = new Set(all.OpportunitySummaries?.map(({ Id }) => Id));
  const missing = opportunities.filter((id) => !listed.has(id));
  if (missing.length > 0) throw new Error(`Not listed: ${missing.join(', ')}`);
  await client.listOpportunities({
    ...{ Catalog, LifeCycleReviewStatus: ['Approved'], CustomerCompanyName: ['Example Corp'] },
    Sort: { SortBy: 'TargetCloseDate', SortOrder: 'ASCENDING' },
  });
  await client.listEngagements({ Catalog });
  await client.listEngagementInvitations({ Catalog, ParticipantType: 'RECEIVER', Status: ['PENDING'] });
  await client.listEngagementByAcceptingInvitationTasks({ Catalog, TaskStatus: ['COMPLETE'] });
  await client.listResourceSnapshotJobs({ Catalog });
};

const inviteOther = async ({ here, there }: World): Promise<void> => {
  const { Id = '' } = await here.client.createEngagement(engagement());
  const invitation = await here.client.createEngagementInvitation(opportunityInvitation(Id, there.account));
  await there.client.acceptEngagementInvitation({ Catalog, Identifier: invitation.Id });
  for (const { client } of [here, there]) await client.getEngagement({ Catalog, Identifier: Id });
  const members = await there.client.listEngagementMembers({ Catalog, Identifier: Id });
  expectEqual(members.EngagementMemberList?.map(({ AccountId }) => AccountId).sort(), [
    ...[here.account, there.account].sort(),
  ]);
};

const tag = async ({ client, opportunities: [Identifier] }: Partner): Promise<void> => {
  const { Arn: ResourceArn } = await client.getOpportunity({ Catalog, Identifier });
  await client.tagResource({ ResourceArn, Tags: [{ Key: 'team', Value: 'north' }] });
  const { Tags } = await client.listTagsForResource({ ResourceArn });
  expectEqual(Tags, [{ Key: 'team', Value: 'north' }]);
};

const prospect = async ({ client }: Partner): Promise<void> => {
  const { Id = '' } = await client.createEngagement({ ...engagement(), Contexts: [LEAD] });
  const request = { Catalog, ClientToken: randomUUID(), TaskName: 'Leads of the fair', Identifiers: [Id] };
  await client.startProspectingFromEngagementTask(request);
  const { TaskSummaries } = await client.listProspectingFromEngagementTasks({ Catalog });
  expectEqual(TaskSummaries?.length, 1);
};

const nameRole = async ({ client }: Partner): Promise<void> => {
  const ResourceSnapshotJobRoleIdentifier = 'ResourceSnapshotJobRole';
  await client.putSellingSystemSettings({ Catalog, ResourceSnapshotJobRoleIdentifier });
  await client.getSellingSystemSettings({ Catalog });
};

/** A rule whose target is an API destination. */
const putRule = async ({ account, server }: Partner): Promise<void> => {
  const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
  const events = new EventBridge({ ...server, region: 'us-east-1', credentials });
  try {
    const [Name, ApiKeyName] = ['crm', 'x-api-key'];
    const { ConnectionArn } = await events.createConnection({
      ...{ Name, AuthorizationType: 'API_KEY' },
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName, ApiKeyValue: 'key' } },
    });
    const { ApiDestinationArn: Arn } = await events.createApiDestination({
      ...{ Name, ConnectionArn, HttpMethod: 'POST', InvocationEndpoint: 'https://crm.example.com/events' },
    });
    const EventPattern = JSON.stringify({ 'detail-type': ['Nothing has this'] });
    await events.putRule({ Name, EventPattern });
    const RoleArn = `arn:aws:iam::${account}:role/events`;
    await events.putTargets({ Rule: Name, Targets: [{ Id: 'crm', Arn, RoleArn }] });
  } finally {
    events.destroy();
  }
};

interface Feed {
  events: { account: string; 'detail-type': string; detail: { opportunity?: { identifier: string } } }[];
}

/** Whether the feed has the creation of each opportunity once. */
const readFeed = async ({ account, server, opportunities }: Partner): Promise<void> => {
  const { events } = await operate<Feed>(server, 'GET', `events?account=${account}&limit=1000`);
  const created = events.filter((event) => event['detail-type'] === 'Opportunity Created');
  const ids = created.map(({ detail }) => detail.opportunity?.identifier);
  expectEqual(
    opportunities.map((id) => ids.filter((one) => one === id).length),
    opportunities.map(() => 1),
  );
};

const deliver = async ({ server }: Partner): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const { targets } = await operate<{ targets: { lag: number }[] }>(server, 'GET', 'targets');
    if (targets.length > 0 && targets.every(({ lag }) => lag === 0)) return;
    if (performance.now() > end) throw new Error('The webhook does not get its events.');
    await sleep(20);
  }
};

const each =
  (act: (partner: Partner) => Promise<void>) =>
  async ({ both }: World): Promise<void> => {
    for (const partner of both) await act(partner);
  };

type Steps = readonly (readonly [name: string, run: (world: World) => Promise<void>])[];

const work: Steps = [
  ['a referral is accepted, to COMPLETE', each(acceptReferral)],
  ['an opportunity is submitted, to COMPLETE, and approved', each(submit)],
  ['a start that is repeated with its token is the same task', each(repeatStart)],
  ['an update of an older version is refused', each(refuseOldUpdate)],
  ["another's opportunity does not exist", hideFromOthers],
  ['many tasks of both partners at once', acceptMany],
  ['lists with filters and sorts', each(list)],
  ['a partner invites one of the other database, who accepts', inviteOther],
  ['a partner prospects an engagement', each(prospect)],
  ['tags', each(tag)],
  ['settings', each(nameRole)],
  ['a rule with a target', each(putRule)],
  ["the feed has each opportunity's creation once", each(readFeed)],
  ['a webhook gets every event', each(deliver)],
];

/** What the operator does, which leaves nothing. */
const endings: Steps = [
  [
    'an account is named',
    each(async ({ account, server }) => {
      await operate(server, 'PUT', `accounts/${account}`, { companyName: 'Named' });
    }),
  ],
  [
    'quotas are counted',
    each(async ({ server, client }) => {
      await operate(server, 'PUT', 'quotas', { mode: 'aws' });
      await client.listOpportunities({ Catalog });
      await operate(server, 'PUT', 'quotas', { mode: 'off' });
    }),
  ],
  [
    'what is over is deleted',
    each(async ({ server, client }) => {
      await operate(server, 'POST', 'clock/advance', { by: '400d' });
      await operate(server, 'POST', 'retention/run', {});
      const { TaskSummaries } = await client.listEngagementByAcceptingInvitationTasks({ Catalog });
      expectEqual(TaskSummaries?.length, 0);
    }),
  ],
  ['the state is exported', each(async ({ server }) => void (await operate(server, 'GET', 'state')))],
  [
    'an account is reset, and later everything',
    each(async ({ account, server, client }) => {
      await operate(server, 'POST', 'reset', { account });
      const { OpportunitySummaries } = await client.listOpportunities({ Catalog });
      expectEqual(OpportunitySummaries?.length, 0);
      await operate(server, 'POST', 'reset', {});
    }),
  ],
];

const expectEqual = (found: unknown, wanted: unknown): void => {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`Found ${one} instead of ${other}`);
};

const expectError = async (name: string, call: () => Promise<unknown>): Promise<void> => {
  const thrown = await call().then(
    () => undefined,
    (error: Error) => error,
  );
  if (thrown?.name !== name) throw thrown ?? new Error(`Expected a ${name}, but the call succeeded`);
};
