import type { EventEnvelope } from '../events/catalogue.ts';
import { withoutControls } from './show-request.ts';

/** The members of an event that people are shown. */
export type ShownEvent = Pick<EventEnvelope, 'detail-type' | 'time' | 'account' | 'resources' | 'detail'>;

interface Feed {
  events: { event: ShownEvent }[];
  next?: string;
  gone?: { recordedBefore: string };
}

/** Formats events for people, one a line, newest first. */
export const showFeed = (answer: unknown): string => {
  const { events, next, gone } = answer as Feed;
  return [
    ...(events.length === 0 ? ['No events.'] : events.map(({ event }) => eventLine(event))),
    ...(next === undefined ? [] : [`Older ones: --after ${next}`]),
    ...(gone === undefined ? [] : [`Those recorded before ${gone.recordedBefore} were deleted.`]),
  ].join('\n');
};

/** Formats an event for people: when, whose, what, and what it is about. */
export const eventLine = (event: ShownEvent): string =>
  withoutControls(
    `${event.time}  ${event.account.padEnd(12)}  ${event['detail-type'].padEnd(38)}  ${subjectOf(event)}`.trimEnd(),
  );

/** Returns what an event is about, in a form that can be searched for: `opportunity/O1`, `engagement/eng-…`. */
const subjectOf = ({ resources, detail }: ShownEvent): string => {
  const { opportunity } = detail as { opportunity?: { identifier: string } };
  // Events of opportunities have no resources.
  if (opportunity) return `opportunity/${opportunity.identifier}`;
  return resources[0]?.split('/').slice(-2).join('/') ?? '';
};
