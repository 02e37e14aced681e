import { check, type Finding, ok, warning } from '../check.ts';

const MOST_SHOWN = 5;

/** Targets of rules and webhooks that do not take events now, and dead letters. */
export const targets = check('targets', 'Targets', async ({ rows }) => {
  const tables = (await rows?.introspection.getTables())?.map(({ name }) => name) ?? [];
  if (!rows || !tables.includes('event_subscriptions')) return [];
  const failing = await rows
    .selectFrom('event_subscriptions')
    .select(['account_id', 'id', 'attempts', 'last_error'])
    .where('attempts', '>', 0)
    .orderBy('account_id')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute();
  const findings: Finding[] = failing.map(({ account_id, id, attempts, last_error }) =>
    warning(
      `The target ${id} ${account_id === '' ? 'of all accounts' : `of ${account_id}`} failed ${attempts} times: ` +
        `${last_error.slice(0, 200) || 'no reason is known'}.`,
      'Look whether it can be reached from here; `cosell targets` shows all. Events wait, in order.',
    ),
  );
  const letter = await rows
    .selectFrom('dead_letters')
    .select(['created_at', 'last_error'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (letter) {
    findings.push(
      warning(
        `There are dead letters, the newest of ${letter.created_at} (${letter.last_error.slice(0, 200)}).`,
        '`cosell dead-letters` lists them; mend the target, then `cosell dead-letters redrive`.',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok('No target fails, and there are no dead letters.')];
});
