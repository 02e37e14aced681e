import type { Envelope } from '../../api/event-envelope.ts';

/** What an event is about: the steps of its page's address, and its id. */
export interface Subject {
  id: string;
  steps?: readonly [string, string];
}

const PAGES = [
  [/^O\d+$/, 'opportunities'],
  [/^engi-/, 'invitations'],
  [/^eng-/, 'engagements'],
  [/^task-/, 'tasks'],
] as const;

/** Returns the first id of a value that has a page, else the first id of all; the members of an event come in the order of their weight. */
const idsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /^(O\d+|(engi|eng|task|job)-\w+)$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
};

/** Returns what an event is about, or undefined if it names nothing that the console knows. */
export const subjectOf = ({ detail, resources }: Envelope): Subject | undefined => {
  const [id] = [...idsIn(detail), ...resources.map((arn) => arn.slice(arn.lastIndexOf('/') + 1))];
  if (id === undefined) return undefined;
  const page = PAGES.find(([test]) => test.test(id))?.[1];
  return page ? { id, steps: [page, id] } : { id };
};
