import type { ReviewStatus } from '../../src/model/documents.ts';
import { findOpportunity, updateOpportunity } from '../../src/store/repositories/opportunities.ts';
import { withStore } from './engine.ts';
import { clientOf, startServer, temporaryFolder } from './server.ts';

/** A server whose opportunities can be brought to a review status that no operation leads to. */
export const startReviewServer = async () => {
  const folder = await temporaryFolder();
  let server = await startServer({ data: folder });
  return {
    get endpoint() {
      return server.endpoint;
    },
    /** A client for as long as the server is not stopped: ask for another one after `review`. */
    client: (account: string) => clientOf(server, account),
    /** Stops the server, writes the status, and starts it again. Answers the LastModifiedDate. */
    review: async (account: string, id: string, status: ReviewStatus): Promise<Date> => {
      await server.close();
      const modified = await withStore(folder, (store) =>
        store.transaction(async (tx) => {
          const opportunity = await findOpportunity(tx, 'Sandbox', account, id);
          if (!opportunity) throw new Error(`There is no opportunity ${id}`);
          opportunity.document.LifeCycle = { ...opportunity.document.LifeCycle, ReviewStatus: status };
          await updateOpportunity(tx, opportunity, opportunity.modified_at);
          return opportunity.modified_at;
        }),
      );
      server = await startServer({ data: folder });
      return new Date(modified);
    },
  };
};
