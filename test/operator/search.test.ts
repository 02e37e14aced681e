import { describe, expect, it } from 'vitest';
import type { Opportunity } from '../../src/store/repositories/opportunities.ts';
import { insertOpportunity } from '../../src/store/repositories/opportunities.ts';
import { engagement, invite, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { withStore } from '../support/engine.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';

const Catalog = 'Sandbox';

const named = (Title: string, CompanyName: string) => {
  const { Customer, Project, ...others } = opportunity();
  return {
    ...others,
    Customer: { ...Customer, Account: { ...Customer?.Account, CompanyName } },
    Project: { ...Project, Title },
  };
};

describe('search', () => {
  it('finds opportunities by id, title and company, in any case and any script', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { Id = '' } = await client.createOpportunity(named('Move “100%” of it_all', 'Müller & Söhne'));
    await client.createOpportunity(named('Something else', 'Other Company'));
    await clientOf(server, BETA).createOpportunity(named('Move it too', 'Müller'));
    const found = async (text: string) =>
      (await server.search({ account: ALPHA, text })).results.map(({ id }) => id);
    for (const text of [Id, Id.slice(0, 4), 'MÜLLER', 'söhne', '& s', '“100%” of it_all', 'IT_ALL']) {
      expect(await found(text), text).toContain(Id);
    }
    for (const text of ['Mueller', 'it-all', '100_', Id.slice(1), 'TargetCloseDate', '"', Catalog]) {
      expect(await found(text), text).not.toContain(Id);
    }
    expect((await server.search({ account: ALPHA, text: 'müller' })).results).toEqual([
      {
        kind: 'opportunity',
        id: Id,
        title: 'Move “100%” of it_all',
        company: 'Müller & Söhne',
        catalog: Catalog,
        account: ALPHA,
        status: 'Pending Submission',
      },
    ]);
  });

  it('finds engagements, invitations of either side, tasks and solutions, each account its own', async () => {
    const server = await startServer({
      accounts: [
        { id: ALPHA, companyName: 'Alpha Inc', solutions: [{ id: 'S-77', name: 'Great solution' }] },
      ],
    });
    const alpha = clientOf(server, ALPHA);
    const { invitationId } = await refer(alpha);
    const task = await runAcceptTask(alpha, invitationId);
    await invite(alpha, BETA);
    const kindsFor = async (account: string, text: string) =>
      (await server.search({ account, text })).results.map(({ kind }) => kind);
    expect(await kindsFor(ALPHA, 'great')).toEqual(['solution']);
    expect(await kindsFor(ALPHA, 's-7')).toEqual(['solution']);
    expect(await kindsFor(ALPHA, task.TaskId ?? '')).toEqual(['task']);
    expect(await kindsFor(ALPHA, invitationId)).toEqual(['invitation']);
    expect(await kindsFor(ALPHA, task.EngagementInvitationId ?? '')).toEqual(['invitation']);
    expect(await kindsFor(BETA, 'alpha inc')).toEqual(['invitation']);
    const { results } = await server.search({ account: ALPHA, text: engagement().Title });
    expect(results.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['engagement', 'invitation']));
    for (const text of [task.TaskId ?? '', invitationId, 'great', 's-7']) {
      expect(await kindsFor(BETA, text)).toEqual([]);
    }
  });

  it('says when it has not compared everything, and still finds every customer by the beginning of the name', async () => {
    const data = await temporaryFolder();
    const now = '2026-01-01T00:00:00.000Z';
    const number = (index: number, company: string): Opportunity => ({
      ...{ catalog: Catalog, account_id: ALPHA, id: `O${index}`, modified_at: now, created_at: now },
      ...{ invitation_id: null, source_account_id: null, source_id: null },
      document: {
        Customer: { Account: { CompanyName: company } },
        Project: { Title: `Title ${index}` },
      } as never,
    });
    await withStore(data, (store) =>
      store.transaction(async (tx) => {
        await insertOpportunity(tx, {
          ...number(0, 'Oldest Company'),
          modified_at: '2020-01-01T00:00:00.000Z',
        });
        for (let index = 1; index <= 2_000; index += 1) await insertOpportunity(tx, number(index, 'Usual'));
      }),
    );
    const server = await startServer({ data });
    const search = (text: string) => server.search({ account: ALPHA, text });
    expect(await search('oldest comp')).toMatchObject({ results: [{ id: 'O0' }], isComplete: false });
    expect(await search('company')).toMatchObject({ results: [], isComplete: false });
    expect((await search('title 777')).results.map(({ id }) => id)).toEqual(['O777']);
    expect((await search('o0')).results.map(({ id }) => id)).toEqual(['O0']);
    const many = await server.search({ account: ALPHA, text: 'usual', limit: 50 });
    expect([many.results.length, many.isComplete]).toEqual([50, false]);
  });

  it('refuses a text of spaces, and a search of all accounts', async () => {
    const server = await startServer();
    expect((await errorOf(server.search({ account: ALPHA, text: '  ' }))).name).toBe('ValidationException');
    expect((await errorOf(server.search({ text: 'x' } as never))).name).toBe('ValidationException');
  });
});
