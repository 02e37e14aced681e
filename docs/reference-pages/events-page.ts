import { facts } from './facts.ts';
import { kebab, madeFrom, table } from './markdown.ts';

/** Writes the page on the events: which there are, and what causes them. */
export const eventsPage = (): string => {
  const causes = new Map<string, string[]>();
  for (const [operation, { events = {} }] of Object.entries(facts)) {
    for (const [type, who] of Object.entries(events)) {
      const found = causes.get(type) ?? [];
      causes.set(type, [...found, `[${operation}](operations/${kebab(operation)}.md), ${who}`]);
    }
  }
  causes.set('Engagement Invitation Expired', [
    '15 days without an answer, to the sender and to the receiver',
  ]);
  return [
    '# Events',
    '',
    madeFrom('docs/reference-pages/facts.ts'),
    '',
    'The events that EventBridge, webhooks and the live stream deliver: one for each account that gets it, in the order in which they happened. Their source is',
    '`aws.partnercentral-selling`. `cosell tail` shows them as they happen; `GET /_cosell/events?account=&after=&limit=` pages through them.',
    '',
    table(
      ['detail-type', 'Caused by'],
      [...causes]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([type, all]) => [`**${type}**`, all.join('<br>')]),
    ),
    '',
    'How they reach your program: [Events reach your handler](../guides/events.md), [Lambda handlers](../guides/lambda.md), [the live stream](live.md),',
    '[what happened to a delivery](../guides/deliveries.md).',
    '',
  ].join('\n');
};
