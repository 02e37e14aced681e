import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, it } from 'vitest';
import { startCosell } from '../../src/index.ts';
import { invite, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { runProgram } from '../support/python.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { heldTasks, startTask } from '../support/tasks.ts';

const Catalog = 'Sandbox';

describe('a server in the process of its tests', () => {
  it('configures clients of the SDK completely', async () => {
    const server = await startServer();
    const client = new PartnerCentralSelling(server.clientConfig(ALPHA));
    const { Id } = await client.createOpportunity(opportunity());
    expect((await clientOf(server, ALPHA).getOpportunity({ Catalog, Identifier: Id })).Id).toBe(Id);
    expect(server.clientConfig().credentials.accessKeyId).toBe('111122223333');
    expect(server.clientConfig('AWS').credentials.accessKeyId).toBe('aws');
    expect(() => server.clientConfig('12')).toThrow(/12 is neither/);
  });

  it('configures clients with the keys of an account if signatures are checked', async () => {
    const keys = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'a secret' };
    const server = await startServer({
      auth: 'strict',
      accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [keys] }],
    });
    const client = new PartnerCentralSelling(server.clientConfig(ALPHA));
    expect((await client.listOpportunities({ Catalog })).OpportunitySummaries).toEqual([]);
    expect(() => server.clientConfig(BETA)).toThrow(/222222222222 has no key/);
    // The routes are closed, but the methods of the handle are not.
    expect((await server.accounts.list()).accounts).toHaveLength(1);
  });

  it('closes at the end of its `await using` block', async () => {
    let endpoint: string;
    {
      await using server = await startCosell();
      endpoint = server.endpoint;
      expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
    }
    await expect(fetch(`${endpoint}/_cosell/health`)).rejects.toThrow();
  });

  it('does not keep its process once it is told so', async () => {
    const program = `
      const { startCosell } = await import('../../src/index.ts');
      const server = await startCosell();
      await fetch(server.endpoint + '/_cosell/health');
      server.unref();
      await fetch(server.endpoint + '/_cosell/health');
      console.log('nothing else to do');
    `;
    const args = ['--input-type=module', '--eval', program];
    const { code, stdout } = await runProgram(process.execPath, args, { cwd: import.meta.dirname });
    expect([code, stdout]).toEqual([0, 'nothing else to do\n']);
  });

  it('refuses invalid input of an action, as its route does', async () => {
    const server = await startServer();
    const error = await errorOf(server.accounts.put({ id: 'x', companyName: 'A', colour: 'red' } as never));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(/1 more/);
  });
});

describe('events.waitFor', () => {
  it('finds past and future events', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { Id: first } = await client.createOpportunity(opportunity());
    const seen = await server.events.waitFor('Opportunity Created', { account: ALPHA });
    expect(seen.detail).toMatchObject({ opportunity: { identifier: first } });
    const { next } = await server.events.list({ account: ALPHA });
    const coming = server.events.waitFor('Opportunity Created', { account: ALPHA, after: next });
    const { Id: second } = await client.createOpportunity(opportunity());
    expect((await coming).detail).toMatchObject({ opportunity: { identifier: second } });
  });

  it('finds an event with given members, or by a predicate', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    await client.createOpportunity(opportunity());
    const { Id: identifier } = await client.createOpportunity(opportunity());
    const where = { opportunity: { identifier } };
    const event = await server.events.waitFor('Opportunity Created', { where });
    expect(event.detail).toMatchObject(where);
    const same = await server.events.waitFor('Opportunity Created', { where: ({ id }) => id === event.id });
    expect(same).toEqual(event);
  });

  it('reports the events seen instead', async () => {
    const server = await startServer();
    const nothing = server.events.waitFor('Opportunity Created', { timeout: 1 });
    await expect(nothing).rejects.toThrow(/No event was seen at all/);
    await refer(clientOf(server, ALPHA));
    const wanted = { account: ALPHA, where: { opportunity: { identifier: 'O1' } }, timeout: 1 };
    await expect(server.events.waitFor('Opportunity Updated', wanted)).rejects.toThrow(
      /No event "Opportunity Updated" of 111111111111 with .*O1.* came within 1 ms. Seen instead:\n.* Engagement Invitation Created/,
    );
    await expect(server.events.waitFor('x', { account: 'nobody' })).rejects.toThrow(/nobody is neither/);
    await expect(server.events.waitFor('x', { after: 'now' })).rejects.toThrow(/after has to be/);
  });

  it('lists all events or those of an account, and continues after them', async () => {
    const server = await startServer();
    await refer(clientOf(server, ALPHA));
    await invite(clientOf(server, ALPHA), BETA);
    const all = await server.events.list();
    const own = await server.events.list({ account: BETA });
    expect(own.events.length).toBeGreaterThan(0);
    expect(own.events).toEqual(all.events.filter(({ account }) => account === BETA));
    expect(await server.events.list({ after: all.next })).toEqual({ events: [], next: all.next });
  });
});

describe('idle', () => {
  it('waits until tasks and their events are done', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { invitationId } = await refer(client);
    await client.startEngagementByAcceptingInvitationTask({
      Catalog,
      ClientToken: 'x',
      Identifier: invitationId,
    });
    await server.idle();
    expect((await server.tasks.list()).tasks).toMatchObject([{ status: 'COMPLETE' }]);
  });

  it('does not wait for later jobs', async () => {
    const server = await startServer();
    await refer(clientOf(server, ALPHA));
    await server.idle({ timeout: 5_000 });
    expect((await server.tasks.list()).tasks).toEqual([]);
  });

  it('gives up after the timeout, and says what is still due', async () => {
    const { server, alpha } = await heldTasks();
    const { invitationId } = await refer(alpha);
    await startTask(alpha, invitationId);
    await expect(server.idle({ timeout: 20 })).rejects.toThrow(/not idle after 20 ms: .*1 run-task job/);
  });
});

describe('restore', () => {
  it('restores a copy of the state, repeatedly, including the clock', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { Id } = await client.createOpportunity(opportunity());
    await server.clock.freeze();
    const { now } = await server.clock.get();
    const snapshot = await server.snapshot();
    for (let round = 0; round < 3; round++) {
      await server.clock.advance({ by: '20d' });
      const { invitationId } = await refer(client);
      await runAcceptTask(client, invitationId);
      await server.faults.add({ operation: 'GetOpportunity', exception: 'ThrottlingException' });
      await server.restore(snapshot);
      expect((await server.clock.get()).now).toBe(now);
      expect((await client.listOpportunities({ Catalog })).OpportunitySummaries).toMatchObject([{ Id }]);
      expect((await server.faults.list()).faults).toEqual([]);
      const { at, ...before } = snapshot;
      expect(await server.snapshot()).toMatchObject(before);
    }
  });

  it('numbers new events after all earlier ones, so that waiters miss none', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const snapshot = await server.snapshot();
    await client.createOpportunity(opportunity());
    const { next } = await server.events.list();
    await server.restore(snapshot);
    const coming = server.events.waitFor('Opportunity Created', { after: next });
    await client.createOpportunity(opportunity());
    await coming;
  });
});
