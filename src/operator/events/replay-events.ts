import Type from 'typebox';
import { ResourceNotFoundException, requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { afterCommit } from '../../store/index.ts';
import { deadLetterId, insertRedriven } from '../../store/repositories/dead-letters.ts';
import { hastenSubscription } from '../../store/repositories/event-subscriptions.ts';
import { readEvents } from '../../store/repositories/events.ts';
import { goneAfter, showGone } from '../../store/retention/marks.ts';
import { action } from '../action.ts';
import { AccountId, GoneEvents, SubscriptionId } from '../schemas.ts';

/** The most events that one call replays. */
const MOST = 1_000;

const Sequence = (description: string) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description });

/** Costs two or three queries, and a transaction with two statements. */
export const replayEvents = action({
  name: 'events.replay',
  method: 'POST',
  path: '/_cosell/events/replay',
  onlyAdds: true,
  summary:
    'Delivers events again to one target, before newer events, whether its rule matches them or not. Until they are delivered they are listed among its dead letters.',
  takes: Type.Object({
    target: SubscriptionId,
    account: Type.Optional(
      Type.Union([AccountId], { description: 'The account of a rule’s target. A webhook has none.' }),
    ),
    from: Sequence('The sequence of the first event.'),
    to: Type.Optional(Sequence('The sequence of the last event. Default: only the first.')),
  }),
  answers: Type.Object({
    replayed: Type.Integer({
      description:
        'How many events: those of the target’s account, or that the webhook may get, with these sequences.',
    }),
    next: Type.Optional(
      Type.Integer({ description: `The \`from\` of the next call, if there are more than ${MOST}.` }),
    ),
    gone: Type.Optional(GoneEvents('What was deleted of those that were asked for.')),
  }),
  command: {
    example: 'cosell events replay --account 111122223333 --target rule/all-events/handler --from 17 --to 25',
  },
  handle: async ({ target, account: given, from, to = from }, context) => {
    const { reads, now, services, webhooks, transaction } = context;
    const account = given === undefined ? '' : (normalAccount(given) ?? given);
    requireSense({ target, account, from, to });
    const read = await readEvents(reads, account || undefined, from - 1, MOST + 1);
    const gone = read[0]?.sequence === from ? undefined : await goneAfter(reads, from - 1);
    const page = read.slice(0, MOST).filter(({ sequence }) => sequence <= to);
    const webhook = webhooks.find(({ name }) => target === `webhook/${name}`);
    const events = page.filter(({ event }) => mayGet(webhook?.accounts, event));
    await transaction(async ({ tx }) => {
      if (!(await hastenSubscription(tx, { account_id: account, id: target })))
        throw noTarget(target, account);
      const letters = events.map(({ sequence, ...event }) => ({
        id: deadLetterId(sequence, services.ids.uuid()),
        ...{ account_id: account, subscription_id: target, ...event, created_at: now },
      }));
      await insertRedriven(tx, letters);
      afterCommit(tx, services.recorded.announce);
    });
    const next = read[MOST]?.sequence;
    return {
      replayed: events.length,
      ...(next !== undefined && next <= to && { next }),
      ...(gone && { gone: showGone(gone) }),
    };
  },
});

/** Whether a webhook may get an event. Events of a rule's target were read for its account. */
const mayGet = (accounts: readonly string[] | undefined, event: string): boolean =>
  !accounts || accounts.includes((JSON.parse(event) as { account: string }).account);

const requireSense = (given: { target: string; account: string; from: number; to: number }): void => {
  const isWebhook = given.target.startsWith('webhook/');
  const fault = (FieldName: string, Message: string) => ({
    FieldName,
    Message,
    Code: 'INVALID_VALUE' as const,
  });
  const faults = [
    ...(given.to < given.from ? [fault('to', 'to has to be at least from.')] : []),
    ...(isWebhook && given.account !== '' ? [fault('account', 'A webhook has no account. Omit it.')] : []),
    ...(isWebhook || given.account !== ''
      ? []
      : [fault('account', 'Give the account whose rule has the target.')]),
  ];
  if (faults.length > 0) throw requestValidationFailed(faults);
};

const noTarget = (target: string, account: string) =>
  ResourceNotFoundException(
    `${account === '' ? 'There is' : `The account ${account} has`} no target ${target}. \`cosell targets\` lists them.`,
  );
