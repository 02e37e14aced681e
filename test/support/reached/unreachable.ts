/** What cannot arise by construction, and why. Whoever removes the cause removes the line, and tests what can arise then. */

export interface Reason {
  /** Lines of `declared.ts`. */
  matches: RegExp;
  why: string;
  /** Whether some of the lines are reached all the same, by another cause. */
  isPartly?: boolean;
}

export const unreachable: readonly Reason[] = [
  { matches: / ThrottlingException$/, why: 'there are no quotas of rate yet' },
  { matches: / AccessDeniedException$/, why: 'there are no policies yet', isPartly: true },
  { matches: / \w+AccessDenied$/, why: 'there are no policies yet' },
  { matches: / RequestThrottled$/, why: 'there are no quotas of rate yet' },
  {
    matches: /^List(?!TagsForResource|EngagementMembers|ResourceSnapshots)\w+ ResourceNotFoundException$/,
    why: 'a filter that names nothing finds nothing',
  },
  {
    matches:
      /^(CreateEngagement|CreateOpportunity|GetSellingSystemSettings|PutSellingSystemSettings|StartProspectingFromEngagementTask) ResourceNotFoundException$/,
    why: 'the request names no resource, or answers for each by itself',
  },
];
