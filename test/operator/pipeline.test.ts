import { describe, expect, it } from 'vitest';
import { insertOpportunity, type Opportunity } from '../../src/store/repositories/opportunities.ts';
import { invite, opportunity, projectOf, refer } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { ALPHA, BETA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

const Catalog = 'Sandbox';
const ofAlpha = { account: ALPHA, catalog: Catalog } as const;

const spend = (Amount: string, CurrencyCode: 'USD' | 'EUR' = 'USD') =>
  projectOf({
    ExpectedCustomerSpend: [{ Amount, CurrencyCode, Frequency: 'Monthly', TargetCompany: 'AWS' }],
  });

describe('pipeline', () => {
  it('counts opportunities and their monthly spend by stage and review status, exactly', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    expect(await server.pipeline({ account: BETA, catalog: Catalog })).toMatchObject({
      ...{ opportunities: 0, isComplete: true, byStage: [], byReviewStatus: [], tasksInProgress: 0 },
      invitations: { pending: 0 },
    });
    for (const [amount, currency] of [
      ['0.10', 'USD'],
      ['0.20', 'USD'],
      ['99999999999.01', 'USD'],
      ['7', 'EUR'],
    ] as const) {
      await client.createOpportunity(opportunity({ Project: spend(amount, currency) }));
    }
    await clientOf(server, BETA).createOpportunity(opportunity());
    await clientOf(server, ALPHA).createOpportunity({ ...opportunity(), Catalog: 'AWS' });
    const monthlySpend = [
      { currencyCode: 'EUR', amount: '7.00' },
      { currencyCode: 'USD', amount: '99999999999.31' },
    ];
    expect(await server.pipeline(ofAlpha)).toMatchObject({
      opportunities: 4,
      isComplete: true,
      byStage: [{ name: 'Qualified', count: 4, monthlySpend }],
      byReviewStatus: [{ name: 'Pending Submission', count: 4, monthlySpend }],
    });
  });

  it('counts the invitations that wait for an answer, and says when the first expires', async () => {
    const server = await startServer({ taskWait: 0 });
    await server.clock.freeze();
    await refer(clientOf(server, ALPHA));
    const { now: first } = await server.clock.get();
    await server.clock.advance({ by: '3d' });
    await refer(clientOf(server, ALPHA));
    await invite(clientOf(server, ALPHA), BETA);
    const nextExpiration = new Date(Date.parse(first) + 15 * 86_400_000).toISOString();
    expect((await server.pipeline(ofAlpha)).invitations).toEqual({ pending: 2, nextExpiration });
    await server.clock.advance({ by: '13d' });
    const left = await eventually(async () => {
      const { invitations } = await server.pipeline(ofAlpha);
      return invitations.pending === 1 ? invitations : undefined;
    });
    expect(Date.parse(left.nextExpiration ?? '') - Date.parse(nextExpiration)).toBe(3 * 86_400_000);
  });

  it('counts at most the ten thousand that were modified last, and says that there are more', async () => {
    const data = await temporaryFolder();
    const one = (index: number): Opportunity => ({
      ...{ catalog: Catalog, account_id: ALPHA, id: `O${index}`, created_at: '2026-01-01T00:00:00.000Z' },
      modified_at: `2026-01-01T00:00:00.${String(index % 1_000).padStart(3, '0')}Z`,
      ...{ invitation_id: null, source_account_id: null, source_id: null },
      document: { LifeCycle: { Stage: 'Qualified' } } as never,
    });
    await withStore(data, (store) =>
      store.transaction(async (tx) => {
        for (let index = 0; index <= 10_000; index += 1) await insertOpportunity(tx, one(index));
      }),
    );
    const server = await startServer({ data });
    const found = await server.pipeline(ofAlpha);
    expect([found.opportunities, found.isComplete]).toEqual([10_000, false]);
    expect(found.byStage).toEqual([{ name: 'Qualified', count: 10_000, monthlySpend: [] }]);
  });
});
