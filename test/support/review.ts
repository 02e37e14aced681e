import type { ReviewStatus } from '../../src/model/documents.ts';
import { findOpportunity, updateOpportunity } from '../../src/store/repositories/opportunities.ts';
import type { Queries } from '../../src/store/tables.ts';
import { withStore } from './engine.ts';
import { clientOf, startServer, temporaryFolder } from './server.ts';

/** A server whose opportunities can be set to a review status that no operation leads to. */
export const startReviewServer = async () => {
  const folder = await temporaryFolder();
  let server = await startServer({ data: folder });
  /** Stops the server, writes to its store, and restarts it. */
  const alter = async (write: (tx: Queries) => Promise<void>): Promise<void> => {
    await server.close();
    await withStore(folder, (store) => store.transaction(write));
    server = await startServer({ data: folder });
  };
  return {
    /** A client that is valid until the next stop of the server. */
    client: (account: string) => clientOf(server, account),
    alter,
    /** Sets the review status of an opportunity. */
    review: (account: string, id: string, status: ReviewStatus): Promise<void> =>
      alter(async (tx) => {
        const opportunity = await findOpportunity(tx, { catalog: 'Sandbox', account_id: account, id });
        if (!opportunity) throw new Error(`There is no opportunity ${id}`);
        const LifeCycle = { ...opportunity.document.LifeCycle, ReviewStatus: status };
        const document = { ...opportunity.document, LifeCycle };
        await updateOpportunity(tx, opportunity, { ...opportunity, document });
      }),
  };
};
