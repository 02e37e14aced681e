import type { FastifyInstance, FastifyReply } from 'fastify';
import { normalAccount } from '../rules/accounts.ts';
import type { Store } from '../store/index.ts';
import { readEvents } from '../store/repositories/events.ts';
import { version } from './version.ts';

const DEFAULT_LIMIT = 100;
const GREATEST_LIMIT = 1000;

interface EventsQuery {
  account?: string;
  after?: string;
  limit?: string;
}

/** What the operator asks for, under `/_cosell/`. It has no counterpart at AWS. */
export const addOperatorRoutes = (http: FastifyInstance, store: Store): void => {
  http.get('/_cosell/health', async () => ({ status: 'ok', version }));

  /** The feed: events in order, of one account or of all. `next` is what to give as `after` next time. */
  http.get<{ Querystring: EventsQuery }>('/_cosell/events', async ({ query }, reply) => {
    const account = query.account ? normalAccount(query.account) : undefined;
    const after = wholeNumber(query.after ?? '0');
    const limit = wholeNumber(query.limit ?? String(DEFAULT_LIMIT));
    if (query.account && !account) return refuse(reply, 'account has to be 12 digits, or aws.');
    if (after === undefined) return refuse(reply, 'after has to be the `next` of an earlier answer.');
    if (!limit || limit > GREATEST_LIMIT)
      return refuse(reply, `limit has to be from 1 to ${GREATEST_LIMIT}.`);
    const rows = await readEvents(store.reads, account, after, limit);
    const next = rows.at(-1)?.sequence ?? after;
    return { events: rows.map((row) => JSON.parse(row.event)), next: String(next) };
  });
};

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const refuse = (reply: FastifyReply, message: string) => reply.code(400).send({ message });
