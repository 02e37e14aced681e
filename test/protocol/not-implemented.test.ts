import { describe, expect, it } from 'vitest';
import { operationNames } from '../../src/model/contract.ts';
import { clientOf, errorOf, startServer } from '../support/server.ts';
import { send, target } from '../support/wire.ts';

/** What this version does not have yet. An operation that gets a handler is taken out of this list. */
const NOT_YET = [
  'AssignOpportunity',
  'AssociateOpportunity',
  'CreateEngagementContext',
  'CreateResourceSnapshot',
  'CreateResourceSnapshotJob',
  'DeleteResourceSnapshotJob',
  'DisassociateOpportunity',
  'GetProspectingFromEngagementTask',
  'GetSellingSystemSettings',
  'ListEngagementFromOpportunityTasks',
  'ListEngagementResourceAssociations',
  'ListOpportunityFromEngagementTasks',
  'ListProspectingFromEngagementTasks',
  'ListSolutions',
  'PutSellingSystemSettings',
  'StartEngagementFromOpportunityTask',
  'StartOpportunityFromEngagementTask',
  'StartProspectingFromEngagementTask',
  'StartResourceSnapshotJob',
  'StopResourceSnapshotJob',
  'SubmitOpportunity',
  'UpdateEngagementContext',
];

describe('the operations of the API', () => {
  it('are all known; those without a handler answer that they are not implemented yet', async () => {
    const server = await startServer();
    const missing: string[] = [];
    for (const operation of operationNames) {
      const { status, json, headers } = await send(server, { headers: target(operation), body: '{}' });
      if (status !== 501) continue;
      missing.push(operation);
      expect(json).toEqual({
        __type: 'NotImplementedException',
        Message: `cosell does not implement ${operation} yet.`,
      });
      expect(headers['x-amzn-errortype']).toBe('NotImplementedException');
    }
    expect(missing).toEqual(NOT_YET);
  });

  it('are those of the SDK: 45', () => {
    expect(operationNames).toHaveLength(45);
  });

  it('that are missing are named to a client of the SDK', async () => {
    const client = clientOf(await startServer(), 'aws');
    const error = await errorOf(client.listSolutions({ Catalog: 'Sandbox' }));
    expect(error.name).toBe('NotImplementedException');
    expect(error.$metadata.httpStatusCode).toBe(501);
  });
});
