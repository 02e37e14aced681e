import { currentKey, currentSpan } from '../kit/flow/on-behalf.ts';
import type { Signal } from '../kit/flow/signal.ts';
import { wholeSeconds } from '../kit/shape/timestamp.ts';
import type { AccountId, Timestamp } from '../model/contract.ts';
import type { Ids } from '../model/identifiers.ts';
import { afterCommit } from '../store/index.ts';
import { appendToOutbox } from '../store/repositories/events.ts';
import type { TracedCause } from '../store/tables/events.ts';
import type { Queries } from '../store/tables.ts';
import type { EventBody, EventEnvelope } from './catalogue.ts';
import { noteEvents } from './effects.ts';

/** An event and the accounts that receive it, each named once. */
export interface Announcement {
  to: readonly AccountId[];
  event: EventBody;
}

export interface Recorder {
  ids: Ids;
  region: string;
  /** Announced after the commit. */
  recorded: Signal;
}

/**
 * Records events in the transaction that causes them: one copy per receiving account, in this order. One statement in
 * total.
 */
export const recordEvents = async (
  tx: Queries,
  { ids, region, recorded }: Recorder,
  now: Timestamp,
  announcements: readonly Announcement[],
): Promise<void> => {
  const time = wholeSeconds(now);
  const copies = announcements.flatMap(({ to, event }) =>
    to.map(
      (account): EventEnvelope => ({
        version: '0',
        id: ids.uuid(),
        'detail-type': event.detailType,
        source: 'aws.partnercentral-selling',
        account,
        time,
        region,
        resources: event.resources,
        detail: event.detail,
      }),
    ),
  );
  await appendEnvelopes(tx, { recorded }, copies);
};

/** Whose work it is that records events, if that is traced. */
const tracedCause = (): TracedCause | undefined => {
  const trace = currentSpan()?.traceparent;
  return trace === undefined ? undefined : { trace, traced_for: currentKey() ?? null };
};

/** Records complete events, each for its account, in this order. One statement in total. */
export const appendEnvelopes = async (
  tx: Queries,
  { recorded }: Pick<Recorder, 'recorded'>,
  envelopes: readonly EventEnvelope[],
): Promise<void> => {
  const cause = tracedCause();
  await appendToOutbox(
    tx,
    envelopes.map((envelope) => ({
      account_id: envelope.account,
      event: JSON.stringify(envelope),
      ...cause,
    })),
  );
  if (envelopes.length === 0) return;
  noteEvents(tx, envelopes);
  afterCommit(tx, recorded.announce);
};
