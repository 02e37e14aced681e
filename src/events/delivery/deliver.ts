import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { CHARACTERS_PER_STEP, stepsForText } from '../../kit/pattern/steps.ts';
import { deadLetterId, findRedriven, insertDeadLetter } from '../../store/repositories/dead-letters.ts';
import type { SubscriptionKey } from '../../store/repositories/deliveries.ts';
import { isFullPage, readEvents } from '../../store/repositories/events.ts';
import type { DeadLetters } from '../../store/tables/dead-letters.ts';
import type { TracedCause } from '../../store/tables/events.ts';
import type { EventEnvelope } from '../catalogue.ts';
import { attempt, type DeliveryServices, note, type Run, reportDeath, type Signals } from './attempt.ts';
import { acquireLease, giveBack, LeaseLost } from './lease.ts';
import { describeFailure, type Failure } from './outcome.ts';
import { partyOf } from './places.ts';
import { deliverLetter } from './redeliver.ts';
import { afterFailure } from './retry.ts';
import type { DeliveryTarget } from './targets/target.ts';

/** Events read per query, and the most that are delivered again after a crash. */
const PAGE = 100;
/** Bytes of the events that are read per query, but for the last: each of many runs keeps a page in memory, and it is read at once. */
const PAGE_BYTES = 131_072;
/** Milliseconds until the next look at a subscription whose target does not exist. */
const REST_MS = 60_000;

/**
 * Delivers the events of a subscription in order until none is left, an attempt fails, or the pump stops. Returns
 * whether it delivered or skipped any event; false also if another node holds the lease. Costs one transaction at the
 * beginning, one at the end, one per page of events and one per failure.
 */
export const deliverFor = async (
  services: DeliveryServices,
  key: SubscriptionKey,
  signals: Signals,
): Promise<boolean> => {
  const lease = await acquireLease(services.store, key, services);
  if (!lease) return false;
  const run: Run = { ...services, key, lease, signals };
  const began = lease.done;
  try {
    while (await deliverPage(run));
  } catch (error) {
    if (error instanceof LeaseLost) return true;
    await lease.release().catch(() => {});
    throw error;
  }
  return lease.done > began;
};

/** Returns whether to continue. If not, the lease is released. */
const deliverPage = async (run: Run): Promise<boolean> => {
  const { store, key, lease, signals, targets, turns, clock } = run;
  // Many targets are told of the same events at the same moment, and each reads them.
  await turns.take(partyOf(key), PAGE_BYTES / CHARACTERS_PER_STEP);
  const target = await targets.find(store.reads, key);
  if (!target) {
    await lease.release({
      next_attempt_at: plusMilliseconds(clock.now(), REST_MS),
      last_error: 'NO_RESOURCE: The target does not exist.',
    });
    return false;
  }
  const letters = await findRedriven(store.reads, key, PAGE);
  for (const letter of letters) if (!(await deliverLetter(run, target, letter))) return false;
  if (letters.length === PAGE) return true;

  const page = await readEvents(store.reads, key.account_id || undefined, lease.done, PAGE, PAGE_BYTES);
  let isEnd = !isFullPage(page, PAGE, PAGE_BYTES);
  let passedOver = 0;
  for (const { sequence, event, ...cause } of page) {
    // Each write refreshes the row. Events recorded after the subscription ended have a sequence beyond `until`.
    if (lease.row.until !== null && sequence > lease.row.until) {
      isEnd = true;
      break;
    }
    const envelope: EventEnvelope = JSON.parse(event);
    const { isMatch, steps, givenUp } = target.matches(envelope);
    await turns.take(partyOf(key), steps + stepsForText(event));
    if (givenUp) {
      lease.done = sequence;
      await lease.write({ passed_over: lease.row.passed_over + 1, last_error: describeFailure(givenUp) });
      note(run, target, { sequence, event: envelope, attempt: 0, outcome: 'passedOver', failure: givenUp });
    }
    if (isMatch) {
      if (target.notSent !== undefined) {
        passedOver += 1;
        const failure: Failure = { code: 'NO_PERMISSIONS', message: target.notSent };
        note(run, target, { sequence, event: envelope, attempt: 0, outcome: 'passedOver', failure });
      } else if (!(await deliverEvent(run, target, { sequence, event: envelope, cause }))) return false;
    }
    lease.done = sequence;
  }
  const changes = passedOver > 0 ? { passed_over: lease.row.passed_over + passedOver, last_error: '' } : {};
  if (isEnd || signals.ending.aborted) return giveBack(lease, changes);
  await lease.write(changes);
  return true;
};

/** Delivers an event. Returns whether to continue: true if the event is delivered or dead. */
const deliverEvent = async (
  run: Run,
  target: DeliveryTarget,
  { sequence, event, cause }: { sequence: number; event: EventEnvelope; cause: TracedCause },
): Promise<boolean> => {
  const { lease, clock, ids, key } = run;
  // The row's attempts are those of the event after its position, whether that event still matches or not.
  const { row } = lease;
  const before = lease.done === row.position ? row : { attempts: 0, first_attempt_at: '' };
  const began = clock.now();
  const made = await attempt(run, target, event, cause);
  if (!made) return giveBack(lease);
  if (!made.failure) {
    if (row.attempts > 0 || row.last_error !== '') {
      lease.done = sequence;
      await lease.write({ last_error: '' });
    }
    note(run, target, { sequence, event, made, attempt: before.attempts + 1, outcome: 'delivered' });
    return true;
  }
  const now = clock.now();
  const attempts = before.attempts + 1;
  const firstAttemptAt = before.first_attempt_at || began;
  const lastError = describeFailure(made.failure);
  const verdict = afterFailure(
    made.failure,
    attempts,
    { firstAttemptAt, now, random: Math.random() },
    target.limits,
  );
  if ('retryAt' in verdict) {
    await lease.release({
      attempts,
      first_attempt_at: firstAttemptAt,
      next_attempt_at: verdict.retryAt,
      last_error: lastError,
    });
    note(run, target, { sequence, event, made, attempt: attempts, outcome: 'retry', ...verdict });
    return false;
  }
  const letter: DeadLetters = {
    id: deadLetterId(sequence, ids.uuid()),
    account_id: key.account_id,
    subscription_id: key.id,
    event: JSON.stringify(event),
    attempts,
    last_error: await reportDeath(run, target, event, { lastError, attempts, condition: verdict.dead }),
    created_at: now,
    state: 'dead',
    ...cause,
  };
  lease.done = sequence;
  await lease.write({ last_error: lastError }, (tx) => insertDeadLetter(tx, letter));
  const outcome = { attempt: attempts, outcome: 'dead', deadLetter: letter.id } as const;
  note(run, target, { sequence, event, made, ...outcome });
  return true;
};
