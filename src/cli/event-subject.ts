/** Returns what an event is about, in a form that can be searched for: `opportunity/O1`, `engagement/eng-…`. */
export const eventSubject = ({ resources, detail }: { resources: string[]; detail: object }): string => {
  const { opportunity } = detail as { opportunity?: { identifier: string } };
  // Events of opportunities have no resources.
  if (opportunity) return `opportunity/${opportunity.identifier}`;
  return resources[0]?.split('/').slice(-2).join('/') ?? '';
};
