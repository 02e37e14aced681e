import Type from 'typebox';
import { breathe } from '../../kit/flow/pace.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { readLatestEvents } from '../../store/repositories/events.ts';
import { findGoneEvents, showGone } from '../../store/retention/marks.ts';
import type { Queries } from '../../store/tables.ts';
import { action } from '../action.ts';
import { pageOfEvent } from '../console-pages.ts';
import { AccountId, GoneEvents, nextOfNewest, pageOfNewest } from '../schemas.ts';
import { showFeed } from '../show-events.ts';

/** How many events one request reads at most; fewer matches among them than asked for are a short page. */
const MOST_READ = 5_000;
/** How many are read and compared at once, so that others get their turn. */
const READ_AT_ONCE = 200;

const FoundEvent = Type.Object({
  sequence: Type.Integer({ description: 'Its position in the feed, and its id in the streams.' }),
  event: Type.Object({}, { additionalProperties: true, description: 'The envelope of the event.' }),
});

/** Costs two queries per 200 events that are read, at most 5,000 events, however many there are, and one by key for the last page. */
export const feed = action({
  name: 'feed',
  method: 'GET',
  path: '/_cosell/feed',
  own: 'cosell:ReadEvents',
  summary: `Lists the events that match, newest first. Reads up to ${MOST_READ} events at once, so a page can have fewer, or none, before the last.`,
  takes: Type.Object({
    account: Type.Optional(AccountId),
    type: Type.Optional(
      Type.String({ maxLength: 100, description: 'The detail-type, e.g. Opportunity Created.' }),
    ),
    resource: Type.Optional(
      Type.String({ minLength: 1, maxLength: 400, description: 'An id or ARN that the event names.' }),
    ),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 400,
        description: 'A text in the event, in any case of its letters.',
      }),
    ),
    ...pageOfNewest({ most: 200, usual: 50 }),
  }),
  answers: Type.Object({
    events: Type.Array(FoundEvent),
    next: nextOfNewest('events'),
    gone: Type.Optional(GoneEvents('On the last page: what there was before it, and was deleted.')),
  }),
  command: {
    show: showFeed,
    pages: (answer) =>
      (answer as { events: { event: object }[] }).events.flatMap(({ event }) => pageOfEvent(event)),
    example: "cosell feed --account 111122223333 --type 'Opportunity Updated'",
  },
  handle: async ({ account, after, limit = 50, ...wanted }, { reads }) => {
    const id = account === undefined ? undefined : (normalAccount(account) ?? account);
    const events: { sequence: number; event: object }[] = [];
    let before = after === undefined ? undefined : Number(after);
    for (let read = 0; read < MOST_READ; read += READ_AT_ONCE) {
      const rows = await readLatestEvents(reads, id, before, READ_AT_ONCE);
      for (const { sequence, event } of rows) {
        before = sequence;
        if (!matches(event, wanted)) continue;
        events.push({ sequence, event: JSON.parse(event) });
        if (events.length === limit) return { events, next: String(sequence) };
      }
      if (rows.length < READ_AT_ONCE) return { events, ...(await goneOf(reads)) };
      await breathe();
    }
    return { events, next: String(before) };
  },
});

const goneOf = async (reads: Queries) => {
  const gone = await findGoneEvents(reads);
  return gone && { gone: showGone(gone) };
};

interface Wanted {
  type?: string | undefined;
  resource?: string | undefined;
  text?: string | undefined;
}

/** Compares texts first: most events that do not match need not be parsed. */
const matches = (event: string, { type, resource, text }: Wanted): boolean => {
  if (text !== undefined && !event.toLowerCase().includes(text.toLowerCase())) return false;
  if (resource !== undefined && !names(event, JSON.stringify(resource).slice(1))) return false;
  return type === undefined || (JSON.parse(event) as { 'detail-type'?: string })['detail-type'] === type;
};

/** Whether a text of the event is this name, or an ARN that ends with it. */
const names = (event: string, quotedName: string): boolean =>
  event.includes(`"${quotedName}`) || event.includes(`/${quotedName}`);
