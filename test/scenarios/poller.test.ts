import { expect, test } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { projectOf, refer, runAcceptTask } from '../support/data.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { getOpportunity } from '../support/update.ts';

/**
 * A program that synchronizes a CRM: it lists what changed since its last poll, gets it, and sends all
 * of it back with its change, including nulls, empty lists and read-only members.
 */

const Catalog = 'Sandbox';
type Body = Record<string, unknown>;

const start = async () => {
  const server = await startServer();
  const raw = async (
    operation: 'ListOpportunities' | 'GetOpportunity' | 'UpdateOpportunity',
    body: object,
  ) => {
    const answer = await callRaw(server, ALPHA, operation, { Catalog, ...body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const get = (Identifier: string) => raw('GetOpportunity', { Identifier });
  /** Sends the output of a Get back unchanged. */
  const sendBack = (whole: Body, changes: Body = {}) =>
    raw('UpdateOpportunity', { ...whole, Identifier: whole.Id, ...changes });
  return { server, client: clientOf(server, ALPHA), raw, get, sendBack };
};

const referred = async (client: Awaited<ReturnType<typeof start>>['client']): Promise<string> => {
  const { opportunityId, invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  return opportunityId;
};

test('a poller that continues from the last modification time misses nothing', async () => {
  const { client, raw, get, sendBack } = await start();
  const ids = [await createOpportunity(client), await referred(client)];
  const changedSince = async (AfterLastModifiedDate: unknown) => {
    const { OpportunitySummaries } = await raw('ListOpportunities', {
      LastModifiedDate: { AfterLastModifiedDate },
    });
    return (OpportunitySummaries as { Id: string }[]).map(({ Id }) => Id);
  };
  for (const id of ids) {
    const before = await get(id);
    expect(await changedSince(before.LastModifiedDate)).toContain(id);
    const updated = await sendBack(before, {
      Project: { ...(before.Project as Body), AdditionalComments: 'CRM' },
    });
    expect(await changedSince(updated.LastModifiedDate)).toEqual([id]);
    const { LastModifiedDate, Project, ...after } = await get(id);
    expect(after).toEqual({ ...before, LastModifiedDate: undefined, Project: undefined });
    expect((Project as Body).AdditionalComments).toBe('CRM');
  }
});

test.each([
  ['of its own', createOpportunity],
  ['that AWS referred', referred],
  [
    'with a total contract value',
    (client: Parameters<typeof createOpportunity>[0]) =>
      createOpportunity(client, {
        Project: projectOf({
          ExpectedContractDuration: { Term: 'Months', Value: '12' },
          ExpectedCustomerSpend: [
            { Amount: '9000', CurrencyCode: 'USD', Frequency: 'None' as never, TargetCompany: 'Self' },
          ],
        }),
      }),
  ],
] as const)('an opportunity %s that is sent back as it came stays as it is', async (_what, make) => {
  const { client, get, sendBack } = await start();
  const before = await get(await make(client));
  const { LastModifiedDate } = await sendBack(before);
  expect(await get(before.Id as string)).toEqual({ ...before, LastModifiedDate });
});

test('an update of LifeCycle alone is refused as at AWS: the rest would be gone [docs; reported]', async () => {
  const { client } = await start();
  const id = await referred(client);
  const { LastModifiedDate, LifeCycle } = await getOpportunity(client, id);
  const alone = client.updateOpportunity({
    Catalog,
    Identifier: id,
    LastModifiedDate,
    LifeCycle: { ...LifeCycle, Stage: 'Technical Validation' },
  });
  const error = await errorOf(alone);
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(
    expect.arrayContaining(
      [
        'opportunityType',
        'primaryNeedsFromAws',
        'customer.account.companyName',
        'customer.account.industry',
        'customer.account.address.countryCode',
        'project.title',
        'project.customerUseCase',
        'project.expectedCustomerSpend',
        'marketing.source',
      ].map((member) => `${member}: REQUIRED_FIELD_MISSING`),
    ),
  );
  const after = await getOpportunity(client, id);
  expect(after.LastModifiedDate).toEqual(LastModifiedDate);
});
