import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMilliseconds } from '../../src/kit/flow/clock.ts';
import { prospect } from '../support/co-sell.ts';
import { customerOf, dayAhead, engagement, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { collect, type ListCall, listCalls, sharingListCalls } from '../support/pages.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { convert, engagementAbout, lead, nameJobRole, readyOpportunity, share } from '../support/sharing.ts';
import { change } from '../support/update.ts';

const Catalog = 'Sandbox';
/** A clock that stands still, so that all timestamps are ties. */
const frozen = { now: () => '2026-11-23T09:30:00.000Z', onJump: () => {} };

describe('pages of any size add up to the whole list', () => {
  test.each([
    ['as time goes by', {}],
    ['all at one moment', { clock: frozen }],
  ])('%s', async (_what, options) => {
    const server = await startServer(options);
    const client = clientOf(server, ALPHA);
    await nameJobRole(client);
    let engagementId = '';
    for (let count = 0; count < 8; count++) {
      const referral = await refer(client);
      await client.getEngagementInvitation({ Catalog, Identifier: referral.invitationId });
      engagementId = referral.engagementId;
      await client.createOpportunity(opportunity({ LifeCycle: { TargetCloseDate: dayAhead(count % 3) } }));
    }
    const { EngagementInvitationSummaries: pending = [] } = await client.listEngagementInvitations({
      Catalog,
      ParticipantType: 'RECEIVER',
      Status: ['PENDING'],
    });
    expect(pending).toHaveLength(8);
    for (const { Id = '' } of pending) await runAcceptTask(client, Id);
    const opportunityId =
      (await client.listResourceSnapshots({ Catalog, EngagementIdentifier: engagementId } as never))
        .ResourceSnapshotSummaries?.[0]?.ResourceId ?? '';
    for (const NextSteps of ['one', 'two', 'three']) {
      await change(client, opportunityId, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps } }));
    }
    for (const [name, list] of Object.entries(listCalls(client, engagementId))) {
      const whole = (await list({ MaxResults: name === 'ListEngagementMembers' ? 10 : 100 })).items;
      const sizes = { ListEngagementMembers: 2, ListResourceSnapshots: 4 };
      const expected = sizes[name as keyof typeof sizes] ?? (name.startsWith('ListOpportunities') ? 16 : 8);
      expect(whole, name).toHaveLength(expected);
      for (const size of [1, 2, 7]) expect(await collect(list, size), `${name} by ${size}`).toEqual(whole);
      if (name.endsWith('DESCENDING')) {
        const ascending = listCalls(client, engagementId)[name.replace('DESCENDING', 'ASCENDING')]!;
        expect((await ascending({ MaxResults: 100 })).items.toReversed(), name).toEqual(whole);
      }
    }
  });
});

describe('pages of any size add up to the whole list of shared resources', () => {
  const solutions = Array.from({ length: 5 }, (_, count) => ({
    id: `S-${count}`,
    name: count % 2 ? 'Odd' : 'Even',
    category: count % 3 ? 'Software Product' : 'Managed Service',
    catalog: Catalog as 'Sandbox',
  }));
  test.each([
    ['as time goes by', {}],
    ['all at one moment', { clock: frozen }],
  ])('%s', async (_what, options) => {
    const accounts = [{ id: ALPHA, companyName: 'Alpha', solutions }];
    const client = clientOf(await startServer({ ...options, accounts }), ALPHA);
    for (let count = 0; count < 6; count++) {
      await share(client, await readyOpportunity(client));
      const leadEngagement = await engagementAbout(client, lead());
      await convert(client, leadEngagement);
      const unknown = Array.from({ length: count % 3 }, () => 'eng-zzzzzzzzzzzzzz');
      await prospect(client, `Sweep ${count % 2}`, leadEngagement, ...unknown);
    }
    const calls = sharingListCalls(client);
    for (const [name, list] of Object.entries(calls)) {
      const whole = (await list({ MaxResults: 100 })).items;
      expect(whole, name).toHaveLength(name === 'ListEngagementResourceAssociations' ? 12 : 6);
      for (const size of [1, 2, 5]) expect(await collect(list, size), `${name} by ${size}`).toEqual(whole);
      if (!name.endsWith('DESCENDING')) continue;
      const ascending = calls[name.replace('DESCENDING', 'ASCENDING')]!;
      expect((await ascending({ MaxResults: 100 })).items.toReversed(), name).toEqual(whole);
    }
    const failed = await calls['ListProspectingFromEngagementTasks by FailedEngagementCount ASCENDING']!({});
    expect(
      (failed.items as { FailedEngagementCount?: number }[]).map((task) => task.FailedEngagementCount),
    ).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('each list has the order of what it is sorted by', () => {
  /** A partner on a clock that goes on by an hour when it is told to. */
  const start = async () => {
    const clock = { moment: '2026-11-23T00:00:00.000Z', now: () => clock.moment, onJump: () => {} };
    const server = await startServer({ clock });
    const wait = () => {
      clock.moment = plusMilliseconds(clock.moment, 3_600_000);
    };
    return { client: clientOf(server, ALPHA), wait };
  };
  const numbers = Array.from({ length: 6 }, (_, index) => index);
  /** What the items of a list name, in the order of the list. */
  const read = async (
    list: ListCall | undefined,
    names: readonly unknown[],
    idOf: (item: never) => unknown,
  ) => ((await list?.({ MaxResults: 100 }))?.items ?? []).map((item) => names.indexOf(idOf(item as never)));
  const up = [0, 1, 2, 3, 4, 5];
  const down = [5, 4, 3, 2, 1, 0];

  test('engagements: when they were created, though their titles and changes say otherwise', async () => {
    const { client, wait } = await start();
    const ids: unknown[] = [];
    for (const title of ['c', 'a', 'f', 'b', 'e', 'd']) {
      ids.push((await client.createEngagement(engagement(title))).Id);
      wait();
    }
    const lists = listCalls(client, '');
    const idOf = ({ Id }: { Id: string }) => Id;
    expect(await read(lists['ListEngagements ASCENDING'], ids, idOf)).toEqual(up);
    expect(await read(lists['ListEngagements DESCENDING'], ids, idOf)).toEqual(down);
  });

  test('invitations: when they were sent; their tasks: when they were started; snapshot jobs: when they were created', async () => {
    const { client, wait } = await start();
    await nameJobRole(client);
    const invitations: string[] = [];
    for (const _ of numbers) {
      invitations.push((await refer(client)).invitationId);
      wait();
    }
    // Accepted in another order than they were sent in.
    const accepted = [2, 0, 5, 1, 4, 3].map((index) => invitations[index] ?? '');
    const jobs: unknown[] = [];
    for (const invitation of accepted) {
      jobs.push((await runAcceptTask(client, invitation)).ResourceSnapshotJobId);
      wait();
    }
    const lists = listCalls(client, '');
    const orders = [
      ['ListEngagementInvitations', invitations, ({ Id }: { Id: string }) => Id],
      [
        'ListEngagementByAcceptingInvitationTasks',
        accepted,
        (task: { EngagementInvitationId: string }) => task.EngagementInvitationId,
      ],
      ['ListResourceSnapshotJobs', jobs, ({ Id }: { Id: string }) => Id],
    ] as const;
    for (const [name, ids, idOf] of orders) {
      expect(await read(lists[`${name} ASCENDING`], ids, idOf), name).toEqual(up);
      expect(await read(lists[`${name} DESCENDING`], ids, idOf), name).toEqual(down);
    }
  });

  test('tasks that share, draft and prospect: when they were started, or what they are sorted by', async () => {
    const { client, wait } = await start();
    const opportunities: string[] = [];
    for (const _ of numbers) opportunities.push(await readyOpportunity(client));
    const leads: string[] = [];
    for (const _ of numbers) leads.push(await engagementAbout(client, lead()));
    const sharing: unknown[] = [];
    const drafting: unknown[] = [];
    const prospecting: unknown[] = [];
    // The order of names, of failures and of starts differ from one another, and from that of what the tasks are about.
    const names = ['C', 'A', 'F', 'B', 'E', 'D'];
    const failures = [1, 5, 0, 4, 2, 3];
    for (const index of [2, 0, 5, 1, 4, 3]) {
      sharing.push((await share(client, opportunities[index] ?? '')).TaskId);
      drafting.push((await convert(client, leads[index] ?? '')).TaskId);
      const at = prospecting.length;
      const unknown = Array.from({ length: failures[at] ?? 0 }, (_, more) => `eng-zzzzzzzzzzzzz${more}`);
      const task = await prospect(client, names[at] ?? '', leads[index] ?? '', ...unknown);
      prospecting.push(task.TaskId);
      wait();
    }
    const lists = sharingListCalls(client);
    const orders = [
      ['ListEngagementFromOpportunityTasks', sharing, up],
      ['ListOpportunityFromEngagementTasks', drafting, up],
      ['ListProspectingFromEngagementTasks by StartTime', prospecting, up],
      ['ListProspectingFromEngagementTasks by TaskName', prospecting, [1, 3, 0, 5, 4, 2]],
      ['ListProspectingFromEngagementTasks by FailedEngagementCount', prospecting, [2, 0, 4, 5, 3, 1]],
    ] as const;
    const idOf = ({ TaskId }: { TaskId: string }) => TaskId;
    for (const [name, ids, expected] of orders) {
      expect(await read(lists[`${name} ASCENDING`], ids, idOf), name).toEqual(expected);
      expect(await read(lists[`${name} DESCENDING`], ids, idOf), name).toEqual(expected.toReversed());
    }
  });
});

test('an empty list has no NextToken', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { engagementId } = await refer(clientOf(await startServer(), BETA));
  for (const [name, list] of Object.entries(listCalls(client, engagementId))) {
    if (/Members|Snapshots$/.test(name)) continue;
    expect(await list({}), name).toEqual({ items: [], NextToken: undefined });
  }
});

test('a page has 20 items by default', async () => {
  const client = clientOf(await startServer(), ALPHA);
  for (let count = 0; count < 21; count++) await client.createEngagement(engagement());
  const first = await client.listEngagements({ Catalog });
  expect(first.EngagementSummaryList).toHaveLength(20);
  const second = await client.listEngagements({ Catalog, NextToken: first.NextToken });
  expect(second.EngagementSummaryList).toHaveLength(1);
  expect(second.NextToken).toBeUndefined();
});

test('unchanged items appear exactly once, whatever is added or changed between pages', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const created: string[] = [];
  for (let count = 0; count < 9; count++)
    created.push((await client.createOpportunity(opportunity())).Id ?? '');
  for (const [name, list] of Object.entries(listCalls(client, ''))) {
    if (!name.startsWith('ListOpportunities')) continue;
    const touched = created[4] ?? '';
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await list({ MaxResults: 2, NextToken });
      seen.push(...(page.items as { Id: string }[]).map(({ Id }) => Id));
      NextToken = page.NextToken;
      if (seen.length > 8) continue;
      await client.createOpportunity(opportunity({ Customer: customerOf({ CompanyName: 'Aaa' }) }));
      await change(client, touched, () => ({ PartnerOpportunityIdentifier: `${name} ${seen.length}` }));
    } while (NextToken);
    expect(new Set(seen).size >= seen.length - seen.filter((id) => id === touched).length, name).toBe(true);
    for (const id of created) {
      if (id !== touched)
        expect(
          seen.filter((other) => other === id),
          name,
        ).toHaveLength(1);
    }
  }
});

test('pages match a simple model for every list and order', async () => {
  const server = await startServer();
  let account = 300_000_000_000;
  const sortBy = fc.constantFrom(
    'CustomerCompanyName' as const,
    'TargetCloseDate' as const,
    'Identifier' as const,
  );
  const row = fc.record({
    name: fc.constantFrom('a', 'B', 'b', 'é', 'z z'),
    day: fc.option(fc.integer({ min: 0, max: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      sortBy,
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      async (rows, SortBy, isAscending, MaxResults) => {
        const client = clientOf(server, String(account++));
        const model: { key: string; id: string }[] = [];
        for (const { name, day } of rows) {
          const TargetCloseDate = day === null ? undefined : dayAhead(day);
          const request = opportunity({
            LifeCycle: { TargetCloseDate },
            Customer: customerOf({ CompanyName: name }),
          });
          const { Id: id = '' } = await client.createOpportunity(request);
          const keys = { CustomerCompanyName: name, TargetCloseDate: TargetCloseDate ?? '', Identifier: id };
          model.push({ key: keys[SortBy], id });
        }
        model.sort((one, other) => bytewise(one.key, other.key) || bytewise(one.id, other.id));
        if (!isAscending) model.reverse();
        const Sort = { SortBy, SortOrder: isAscending ? 'ASCENDING' : 'DESCENDING' } as const;
        const listed = await collect(async (page) => {
          const answer = await client.listOpportunities({ Catalog, Sort, ...page });
          return {
            items: (answer.OpportunitySummaries ?? []).map(({ Id }) => Id),
            NextToken: answer.NextToken,
          };
        }, MaxResults);
        expect(listed).toEqual(model.map(({ id }) => id));
      },
    ),
    { numRuns: 25 },
  );
});

const bytewise = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe('a NextToken is valid only for its list', () => {
  const start = async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    for (let count = 0; count < 3; count++) {
      await client.createOpportunity(opportunity());
      await client.createEngagement(engagement());
    }
    const { NextToken = '' } = await client.listOpportunities({ Catalog, MaxResults: 1 });
    return { server, client, NextToken };
  };

  test('it can be used for pages of any size, more than once', async () => {
    const { client, NextToken } = await start();
    for (const MaxResults of [1, 2, 2]) {
      const page = await client.listOpportunities({ Catalog, MaxResults, NextToken });
      expect(page.OpportunitySummaries).toHaveLength(MaxResults);
    }
  });

  test('it is refused with another account, catalog, filter, order or operation', async () => {
    const { server, client, NextToken } = await start();
    const uses = [
      clientOf(server, BETA).listOpportunities({ Catalog, NextToken }),
      clientOf(server, AWS).listOpportunities({ Catalog, NextToken }),
      client.listOpportunities({ Catalog: 'AWS', NextToken }),
      client.listOpportunities({ Catalog, NextToken, LifeCycleStage: ['Qualified'] }),
      client.listOpportunities({
        Catalog,
        NextToken,
        Sort: { SortBy: 'CreatedDate', SortOrder: 'ASCENDING' },
      }),
      client.listEngagements({ Catalog, NextToken }),
    ];
    for (const error of await Promise.all(uses.map(errorOf))) {
      expect(error.name).toBe('ValidationException');
      expect(faultsOf(error)).toEqual(['nextToken: INVALID_VALUE']);
    }
  });

  test('it is refused if one character is changed, missing or added', async () => {
    const { client, NextToken } = await start();
    const last = NextToken.length - 1;
    const altered = [0, 5, 20, 40, last].map(
      (at) => `${NextToken.slice(0, at)}${NextToken[at] === 'A' ? 'B' : 'A'}${NextToken.slice(at + 1)}`,
    );
    const others = [
      NextToken.slice(0, last),
      NextToken.slice(1),
      `${NextToken}A`,
      `${NextToken}!`,
      `${NextToken}=`,
      'x',
      '🙂',
    ];
    for (const token of [...altered, ...others]) {
      const error = await errorOf(client.listOpportunities({ Catalog, NextToken: token }));
      expect(faultsOf(error), token).toEqual(['nextToken: INVALID_VALUE']);
    }
  });
});
