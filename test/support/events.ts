import type { EventEnvelope } from '../../src/events/catalogue.ts';

/** What an event is about: the ARN of the snapshot, the invitation or the engagement; the id of the opportunity. */
export const subjectOf = ({ detail, resources }: EventEnvelope): string => {
  const { opportunity, resourceSnapshot } = detail as {
    opportunity?: { identifier: string };
    resourceSnapshot?: { arn: string };
  };
  return opportunity?.identifier ?? resourceSnapshot?.arn ?? resources[0] ?? '';
};
