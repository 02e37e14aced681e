import { deleteDeadLetter, sequenceOf, updateDeadLetter } from '../../store/repositories/dead-letters.ts';
import type { DeadLetters } from '../../store/tables/dead-letters.ts';
import type { EventEnvelope } from '../catalogue.ts';
import { attempt, note, type Run, reportDeath } from './attempt.ts';
import { giveBack } from './lease.ts';
import { describeFailure } from './outcome.ts';
import { afterFailure } from './retry.ts';
import type { DeliveryTarget } from './targets/target.ts';

/** Tries a dead letter again. Returns whether to continue: true if it is delivered, or dead again. */
export const deliverLetter = async (
  run: Run,
  target: DeliveryTarget,
  letter: DeadLetters,
): Promise<boolean> => {
  const { lease, clock } = run;
  const event: EventEnvelope = JSON.parse(letter.event);
  const made = await attempt(run, target, event, letter);
  if (!made) return giveBack(lease);
  const attempts = letter.attempts + 1;
  const noted = { sequence: sequenceOf(letter), event, made, attempt: attempts, isAgain: true };
  if (!made.failure) {
    await lease.write({ next_attempt_at: '', last_error: '' }, (tx) => deleteDeadLetter(tx, letter.id));
    note(run, target, { ...noted, outcome: 'delivered' });
    return true;
  }
  const now = clock.now();
  const lastError = describeFailure(made.failure);
  // The age counts from the redrive, which sets `created_at`.
  const moments = { firstAttemptAt: letter.created_at, now, random: Math.random() };
  const verdict = afterFailure(made.failure, attempts, moments, target.limits);
  if ('retryAt' in verdict) {
    const changes = { attempts, last_error: lastError };
    await lease.write(
      { next_attempt_at: verdict.retryAt, last_error: lastError, lease_owner: '', lease_until: '' },
      (tx) => updateDeadLetter(tx, letter.id, changes),
    );
    note(run, target, { ...noted, outcome: 'retry', retryAt: verdict.retryAt, deadLetter: letter.id });
    return false;
  }
  const last_error = await reportDeath(run, target, event, { lastError, attempts, condition: verdict.dead });
  await lease.write({ last_error: lastError }, (tx) =>
    updateDeadLetter(tx, letter.id, { attempts, last_error, state: 'dead', created_at: now }),
  );
  note(run, target, { ...noted, outcome: 'dead', deadLetter: letter.id });
  return true;
};
