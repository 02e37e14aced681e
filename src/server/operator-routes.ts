import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/index.ts';
import { readEvents } from '../store/repositories/events.ts';
import { goneAfter, showGone } from '../store/retention/marks.ts';
import { accountOf, type Parameter, READ_EVENTS, refusal, wholeNumber } from './events-query.ts';
import { version } from './package.ts';
import type { Readiness } from './readiness.ts';
import { FOR_ACCOUNTS, readableAccount } from './signer.ts';

const DEFAULT_LIMIT = 100;
const GREATEST_LIMIT = 1000;
/** Bytes of events after which a page ends, because an event may have 256 KB: some 2,000 of the service's own. */
const PAGE_BYTES = 4_194_304;

interface EventsQuery {
  account?: Parameter;
  after?: Parameter;
  limit?: Parameter;
}

/** Adds the routes under `/_cosell/` that are not actions. They have no counterpart at AWS. */
export const addOperatorRoutes = (http: FastifyInstance, store: Store, readiness: Readiness): void => {
  /** Liveness. The process counts as live even if its database does not respond, because a restart would not help. */
  http.get('/_cosell/health', async () => {
    const reason = await readiness.findFault();
    if (reason !== undefined) return { status: 'degraded', version, reason };
    const init = readiness.init();
    return init ? { status: 'initializing', version, init } : { status: 'ok', version };
  });

  /**
   * Readiness. The server is not ready if its database does not respond or cannot be written, once it is shutting down, or while
   * the init hooks of a new store run.
   */
  http.get('/_cosell/ready', async (_request, reply) => {
    if (readiness.stopping) return reply.code(503).send({ status: 'stopping' });
    const reason = await readiness.findFault();
    if (reason !== undefined) return reply.code(503).send({ status: 'degraded', reason });
    const init = readiness.init();
    return init ? reply.code(503).send({ status: 'initializing', init }) : { status: 'ready' };
  });

  /** What the caller's token allows. */
  http.get('/_cosell/caller', async ({ operator }) => ({
    scope: operator?.scope,
    ...(operator?.token !== undefined && { token: operator.token }),
  }));

  /**
   * The feed: events of one account or of all, in order, fewer than `limit` if they are large. `next` is the `after` of the next
   * request; there are no more yet once a page has none. `gone` says that events
   * after `after` were deleted, because their time was over: those that are left follow.
   */
  http.get<{ Querystring: EventsQuery }>('/_cosell/events', FOR_ACCOUNTS, async (request, reply) => {
    const { query } = request;
    const asked = query.account ? accountOf(query.account) : undefined;
    const account = await readableAccount(request, asked, READ_EVENTS);
    const after = wholeNumber(query.after || '0');
    const limit = wholeNumber(query.limit || String(DEFAULT_LIMIT));
    if (after === undefined) throw refusal('after', 'has to be the `next` of an earlier response');
    if (!limit || limit > GREATEST_LIMIT) throw refusal('limit', `has to be from 1 to ${GREATEST_LIMIT}`);
    const rows = await readEvents(store.reads, account, after, limit, PAGE_BYTES);
    const gone = rows[0]?.sequence === after + 1 ? undefined : await goneAfter(store.reads, after);
    const next = rows.at(-1)?.sequence ?? gone?.through ?? after;
    const rest = JSON.stringify({ next: String(next), ...(gone && { gone: showGone(gone) }) });
    reply.type('application/json; charset=utf-8');
    // As they were recorded: to parse and write 4 MB again would hold others up.
    return `{"events":[${rows.map(({ event }) => event).join(',')}],${rest.slice(1)}`;
  });
};
