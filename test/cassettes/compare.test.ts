import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { flows } from '../../conformance/recordings/flows/index.ts';
import { accounts } from '../../conformance/recordings/requests.ts';
import { playFlow } from '../../conformance/recordings/stage.ts';
import { readCassette } from '../../src/cassettes/cassette.ts';
import type { Json, Members } from '../../src/kit/shape/differences.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { compareWithOwn, recordTo } from './support.ts';

/** What decides an order, and the amounts that cosell derives from it. */
const KEPT = [
  'S-1000001',
  'S-1000002',
  'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef',
];

type Answered = { status: number; body: Members };

/** A server of another version: what it answers is changed on its way. */
const versionOf = async (endpoint: string, change: (operation: string, answered: Answered) => Answered) => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = request.headers;
    const body = Buffer.concat(chunks);
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const operation = String(headers['x-amz-target']).replace(/^.*\./, '');
    const text = await answer.text();
    const changed = change(operation, { status: answer.status, body: text ? JSON.parse(text) : {} });
    const { __type } = changed.body;
    response.writeHead(changed.status, {
      'content-type': 'application/x-amz-json-1.0',
      ...(typeof __type === 'string' && { 'x-amzn-errortype': __type }),
    });
    response.end(JSON.stringify(changed.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Works with two opportunities, and asks for what is not there. */
const work = async (place: { endpoint: string }) => {
  const client = clientOf(place, ALPHA);
  const Catalog = 'Sandbox';
  for (const stage of ['Qualified', 'Prospect'] as const)
    await client.createOpportunity(
      opportunity({ LifeCycle: { Stage: stage, TargetCloseDate: '2030-01-31', NextSteps: 'Call' } }),
    );
  const { OpportunitySummaries = [] } = await client.listOpportunities({ Catalog });
  for (const { Id: Identifier } of OpportunitySummaries) await client.getOpportunity({ Catalog, Identifier });
  await client.listOpportunities({ Catalog });
  await errorOf(client.getOpportunity({ Catalog, Identifier: 'O404' }));
  await errorOf(client.createOpportunity(opportunity({ Project: { Title: 'x'.repeat(256) } })));
};

/** Records the work with a version, compares it with cosell, and returns what differs. */
const found = async (change: (operation: string, answered: Answered) => Answered) => {
  const server = await startServer();
  const { endpoint, file, close } = await recordTo(await versionOf(server.endpoint, change));
  await work({ endpoint });
  await close();
  const { differences } = await compareWithOwn(file);
  return differences.map(
    ({ call, operation, kind, path, recorded, got }) =>
      `${call} ${operation} ${kind} ${path}: ${recorded}, ${got}`,
  );
};

const inGet = (change: (body: Members) => void) =>
  found((operation, answered) => {
    if (operation === 'GetOpportunity' && answered.status === 200) change(answered.body);
    return answered;
  });

const lifeCycle = (body: Members) => body.LifeCycle as Members;

describe('cosell compare', () => {
  it.each(flows.map((flow) => [flow.name, flow] as const))(
    'finds cosell like itself: %s',
    async (_, flow) => {
      const server = await startServer({ accounts });
      const { endpoint, file, close } = await recordTo(server.endpoint, { keep: KEPT });
      expect((await playFlow(endpoint, flow)).stopped).toBeUndefined();
      await close();
      const report = await compareWithOwn(file);
      expect(report.differences).toEqual([]);
      expect(report.left).toEqual([]);
      expect(report.compared + report.polls).toBe((await readCassette(file)).calls.length);
      expect(report.agreed).toBe(report.members);
    },
  );

  it('lists solutions in the order of the recording, whatever their pseudonyms are', async () => {
    const named = ['S-5', 'S-2', 'S-9', 'S-7', 'S-4'].map((id) => ({
      ...{ id, name: id, catalog: 'Sandbox' as const },
    }));
    const server = await startServer({
      accounts: [{ id: ALPHA, companyName: 'Alpha', solutions: named }],
      sandboxSolution: false,
    });
    const { endpoint, file, close } = await recordTo(server.endpoint);
    const client = clientOf({ endpoint }, ALPHA);
    const Catalog = 'Sandbox';
    await client.listSolutions({ Catalog, MaxResults: 2 });
    const { Id: OpportunityIdentifier } = await client.createOpportunity(opportunity());
    await client.associateOpportunity({
      ...{ Catalog, OpportunityIdentifier },
      ...{ RelatedEntityType: 'Solutions', RelatedEntityIdentifier: 'S-5' },
    });
    await client.listSolutions({ Catalog, MaxResults: 3 });
    await close();
    expect((await compareWithOwn(file)).differences).toEqual([]);
  });

  it('finds what has changed since the first version of cosell, which recorded this referral', async () => {
    const file = join(import.meta.dirname, 'recorded/referral-at-first-version.jsonl');
    const { differences, compared, left } = await compareWithOwn(file);
    expect([compared, left]).toEqual([4, []]);
    expect(differences.map(({ call, kind, path }) => `${call} ${kind} ${path}`)).toEqual([
      '1 extra PartnerOpportunityIdentifier',
      '2 value EngagementInvitationSummaries[0].SenderCompanyName',
      '2 extra EngagementInvitationSummaries[0].Receiver.Account.Alias',
      '2 extra NextToken',
      '3 value SenderCompanyName',
      '3 extra Receiver.Account.Alias',
      '3 extra Payload.OpportunityInvitation.Project.ExpectedCustomerSpend[0].EstimationUrl',
      '3 extra Payload.OpportunityInvitation.SenderContacts',
      '3 value ExistingMembers[0].CompanyName',
      '3 extra ExistingMembers[0].WebsiteUrl',
      '3 extra RejectionReason',
      '3 extra EnrichmentContext',
      '4 value TaskStatus',
      ...['Message', 'ReasonCode', 'OpportunityId', 'ResourceSnapshotJobId'].map((name) => `4 extra ${name}`),
    ]);
  });

  it('finds nothing where nothing differs, and every member counts', async () => {
    expect(await found((_, answered) => answered)).toEqual([]);
  });

  it('finds a member that is missing or added here, at each call', async () => {
    expect(
      await inGet((body) => {
        delete lifeCycle(body).ClosedLostReason;
        body.Newer = 'secret word';
      }),
    ).toEqual([
      '4 GetOpportunity extra LifeCycle.ClosedLostReason: not there, null',
      expect.stringMatching(/^4 GetOpportunity missing Newer: "[A-Z][a-z ]{10}", not there$/),
      '5 GetOpportunity extra LifeCycle.ClosedLostReason: not there, null',
      expect.stringMatching(/^5 GetOpportunity missing Newer: "[A-Z][a-z ]{10}", not there$/),
    ]);
  });

  it('finds another value of a closed list, another type, another text than was sent, and no text', async () => {
    const [, ...differences] = await inGet((body) => {
      lifeCycle(body).ReviewStatus = 'Approved';
      lifeCycle(body).NextSteps = 'Other words than were sent';
      (body.Project as Members).ExpectedCustomerSpend = 'none';
      (body.Customer as Members).Contacts = [];
    });
    expect(differences).toContain(
      '5 GetOpportunity value LifeCycle.ReviewStatus: "Approved", "Pending Submission"',
    );
    expect(differences).toContainEqual(
      expect.stringMatching(/^5 GetOpportunity type Project.ExpectedCustomerSpend: "[a-z]{4}", \[/),
    );
    expect(differences).toContain('5 GetOpportunity count Customer.Contacts: "0 elements", "1 element"');
  });

  it('finds an id that is another thing than before', async () => {
    let first: Json | undefined;
    const differences = await inGet((body) => {
      first ??= body.Id as string;
      body.Id = first as Json;
    });
    expect(differences).toEqual([expect.stringMatching(/^5 GetOpportunity value Id: "O\d+", "O\d+"$/)]);
  });

  it('finds another order of known things once, not as other members', async () => {
    let lists = 0;
    const differences = await found((operation, answered) => {
      const { OpportunitySummaries } = answered.body;
      if (operation === 'ListOpportunities' && ++lists === 2) (OpportunitySummaries as Json[]).reverse();
      return answered;
    });
    expect(differences).toEqual([
      expect.stringMatching(
        /^6 ListOpportunities order OpportunitySummaries: \["O\d+","O\d+"\], \["O\d+","O\d+"\]$/,
      ),
    ]);
  });

  it('finds another status, exception, message and fault', async () => {
    const differences = await found((operation, { status, body }) => {
      if (operation === 'GetOpportunity' && status === 400)
        return { status: 404, body: { ...body, Message: 'No such thing: O404.' } };
      if (operation !== 'CreateOpportunity' || status === 200) return { status, body };
      const [fault] = body.ErrorList as Members[];
      return { status, body: { ...body, ErrorList: [{ ...fault, Code: 'TOO_LONG' }] } };
    });
    expect(differences).toEqual([
      '7 GetOpportunity status status: 404, 400',
      expect.stringMatching(
        /^7 GetOpportunity message Message: "No such thing: O\d{3}\.", "There is no opportunity O\d{3} /,
      ),
      '8 CreateOpportunity value ErrorList[0].Code: "TOO_LONG", "INVALID_STRING_FORMAT"',
    ]);
    const refused = await found((operation, answered) =>
      operation === 'CreateOpportunity' && answered.status === 400
        ? { status: 400, body: { __type: 'com.amazonaws#ConflictException', Message: 'No.' } }
        : answered,
    );
    expect(refused).toEqual([
      '8 CreateOpportunity exception exception: "ConflictException", "ValidationException"',
    ]);
  });

  it('leaves kinds out that do not count', async () => {
    const server = await startServer();
    const upstream = await versionOf(server.endpoint, (_, { status, body }) => ({
      status,
      body: status === 400 ? { ...body, Message: 'Otherwise.' } : body,
    }));
    const { endpoint, file, close } = await recordTo(upstream);
    await work({ endpoint });
    await close();
    const kindsOf = async (ignored: readonly 'message'[]) =>
      (await compareWithOwn(file, { ignored })).differences.map(({ kind }) => kind);
    expect(await kindsOf([])).toEqual(['message', 'message']);
    expect(await kindsOf(['message'])).toEqual([]);
  });

  it('leaves calls out about things that were there before', async () => {
    const server = await startServer();
    const before = clientOf(server, ALPHA);
    await before.createOpportunity(opportunity());
    const { endpoint, file, close } = await recordTo(server.endpoint);
    const client = clientOf({ endpoint }, ALPHA);
    const { OpportunitySummaries = [] } = await client.listOpportunities({ Catalog: 'Sandbox' });
    await client.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunitySummaries[0]?.Id });
    await close();
    const { differences, left } = await compareWithOwn(file);
    expect(differences.map(({ kind }) => kind)).toEqual(['count']);
    expect(left).toEqual([
      { call: 2, operation: 'GetOpportunity', names: [expect.stringMatching(/^O\d+$/)] },
    ]);
  });

  it('accepts an invitation of AWS that was there before, and waits as the program did', async () => {
    const server = await startServer({ taskWait: 0 });
    await server.refer({ account: ALPHA });
    const { endpoint, file, close } = await recordTo(server.endpoint);
    const client = clientOf({ endpoint }, ALPHA);
    const Catalog = 'Sandbox';
    const { EngagementInvitationSummaries: [invitation] = [] } = await client.listEngagementInvitations({
      ...{ Catalog, ParticipantType: 'RECEIVER' },
    });
    await client.startEngagementByAcceptingInvitationTask({
      ...{ Catalog, ClientToken: 'once', Identifier: invitation?.Id },
    });
    const tasks = { Catalog, EngagementInvitationIdentifier: [invitation?.Id ?? ''] };
    const lastTask = async () =>
      (await client.listEngagementByAcceptingInvitationTasks(tasks)).TaskSummaries?.[0];
    await expect.poll(async () => (await lastTask())?.TaskStatus, { timeout: 60_000 }).toBe('COMPLETE');
    await client.getOpportunity({ Catalog, Identifier: (await lastTask())?.OpportunityId });
    await close();
    const { differences, left, polls } = await compareWithOwn(file);
    expect(left).toEqual([]);
    expect(polls).toBeGreaterThan(0);
    // This server waits for the end of a task, and that one did not.
    expect(
      differences.map(({ call, path }) => `${call} ${path}`).filter((one) => !one.startsWith('2 ')),
    ).toEqual([]);
    expect(differences).toContainEqual(
      expect.objectContaining({ call: 2, path: 'TaskStatus', recorded: '"IN_PROGRESS"', got: '"COMPLETE"' }),
    );
  });

  it('plays several partners and AWS, each as itself', async () => {
    const server = await startServer();
    const { endpoint, file, close } = await recordTo(server.endpoint);
    const [alpha, beta, aws] = [ALPHA, BETA, AWS].map((account) => clientOf({ endpoint }, account));
    const Catalog = 'Sandbox';
    const { Id: EngagementIdentifier } = await alpha!.createEngagement({
      ...{ Catalog, ClientToken: 'e', Title: 'Together', Description: 'Two partners' },
    });
    await errorOf(beta!.getEngagement({ Catalog, Identifier: EngagementIdentifier }));
    await aws!.listEngagements({ Catalog });
    await alpha!.listEngagementMembers({ Catalog, Identifier: EngagementIdentifier });
    await close();
    const report = await compareWithOwn(file);
    expect(report.differences).toEqual([]);
    expect(report.compared).toBe(4);
  });
});
