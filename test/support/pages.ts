import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';

/** A page of any list operation. */
export interface OnePage {
  items: unknown[];
  NextToken?: string | undefined;
}

/** The input of a page besides filters. */
export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export type ListCall = (page: PageRequest) => Promise<OnePage>;

/** Reads a list to its end, page by page. Fails if a page is larger than requested, or if the list does not end. */
export const collect = async (list: ListCall, MaxResults: number): Promise<unknown[]> => {
  const items: unknown[] = [];
  let NextToken: string | undefined;
  for (let pages = 0; pages < 500; pages++) {
    const page = await list({ MaxResults, NextToken });
    if (page.items.length > MaxResults)
      throw new Error(`A page has ${page.items.length} of ${MaxResults} items`);
    if (page.items.length === 0 && items.length > 0) throw new Error('A NextToken led to an empty page');
    items.push(...page.items);
    NextToken = page.NextToken;
    if (NextToken === undefined) return items;
  }
  throw new Error('The list does not end');
};

const Catalog = 'Sandbox';

/** Every list operation of `client`, in both sort orders if it has them. */
export const listCalls = (
  client: PartnerCentralSelling,
  EngagementIdentifier: string,
): Record<string, ListCall> => {
  const calls: Record<string, ListCall> = {
    ListEngagementMembers: async (page) => {
      const answer = await client.listEngagementMembers({
        Catalog,
        Identifier: EngagementIdentifier,
        ...page,
      });
      return { items: answer.EngagementMemberList ?? [], NextToken: answer.NextToken };
    },
    ListResourceSnapshots: async (page) => {
      const answer = await client.listResourceSnapshots({ Catalog, EngagementIdentifier, ...page });
      return { items: answer.ResourceSnapshotSummaries ?? [], NextToken: answer.NextToken };
    },
  };
  for (const SortOrder of ['ASCENDING', 'DESCENDING'] as const) {
    for (const SortBy of [
      'LastModifiedDate',
      'Identifier',
      'CustomerCompanyName',
      'CreatedDate',
      'TargetCloseDate',
    ] as const) {
      calls[`ListOpportunities by ${SortBy} ${SortOrder}`] = async (page) => {
        const answer = await client.listOpportunities({ Catalog, Sort: { SortBy, SortOrder }, ...page });
        return { items: answer.OpportunitySummaries ?? [], NextToken: answer.NextToken };
      };
    }
    calls[`ListEngagements ${SortOrder}`] = async (page) => {
      const Sort = { SortBy: 'CreatedDate', SortOrder } as const;
      const answer = await client.listEngagements({ Catalog, Sort, ...page });
      return { items: answer.EngagementSummaryList ?? [], NextToken: answer.NextToken };
    };
    calls[`ListEngagementInvitations ${SortOrder}`] = async (page) => {
      const Sort = { SortBy: 'InvitationDate', SortOrder } as const;
      const answer = await client.listEngagementInvitations({
        Catalog,
        ParticipantType: 'RECEIVER',
        Sort,
        ...page,
      });
      return { items: answer.EngagementInvitationSummaries ?? [], NextToken: answer.NextToken };
    };
    calls[`ListEngagementByAcceptingInvitationTasks ${SortOrder}`] = async (page) => {
      const Sort = { SortBy: 'StartTime', SortOrder } as const;
      const answer = await client.listEngagementByAcceptingInvitationTasks({ Catalog, Sort, ...page });
      return { items: answer.TaskSummaries ?? [], NextToken: answer.NextToken };
    };
    calls[`ListResourceSnapshotJobs ${SortOrder}`] = async (page) => {
      const Sort = { SortBy: 'CreatedDate', SortOrder } as const;
      const answer = await client.listResourceSnapshotJobs({ Catalog, Sort, ...page });
      return { items: answer.ResourceSnapshotJobSummaries ?? [], NextToken: answer.NextToken };
    };
  }
  return calls;
};

/** The list operations of `client` about what partners share with AWS, in both sort orders. */
export const sharingListCalls = (client: PartnerCentralSelling): Record<string, ListCall> => {
  const calls: Record<string, ListCall> = {
    ListEngagementResourceAssociations: async (page) => {
      const answer = await client.listEngagementResourceAssociations({ Catalog, ...page });
      return { items: answer.EngagementResourceAssociationSummaries ?? [], NextToken: answer.NextToken };
    },
  };
  for (const SortOrder of ['ASCENDING', 'DESCENDING'] as const) {
    const Sort = { SortBy: 'StartTime', SortOrder } as const;
    calls[`ListEngagementFromOpportunityTasks ${SortOrder}`] = async (page) => {
      const answer = await client.listEngagementFromOpportunityTasks({ Catalog, Sort, ...page });
      return { items: answer.TaskSummaries ?? [], NextToken: answer.NextToken };
    };
    calls[`ListOpportunityFromEngagementTasks ${SortOrder}`] = async (page) => {
      const answer = await client.listOpportunityFromEngagementTasks({ Catalog, Sort, ...page });
      return { items: answer.TaskSummaries ?? [], NextToken: answer.NextToken };
    };
    for (const SortBy of ['StartTime', 'TaskName', 'FailedEngagementCount'] as const) {
      calls[`ListProspectingFromEngagementTasks by ${SortBy} ${SortOrder}`] = async (page) => {
        const request = { Catalog, Sort: { SortBy, SortOrder }, ...page };
        const answer = await client.listProspectingFromEngagementTasks(request);
        return { items: answer.TaskSummaries ?? [], NextToken: answer.NextToken };
      };
    }
    for (const SortBy of ['Identifier', 'Name', 'Status', 'Category', 'CreatedDate'] as const) {
      calls[`ListSolutions by ${SortBy} ${SortOrder}`] = async (page) => {
        const answer = await client.listSolutions({ Catalog, Sort: { SortBy, SortOrder }, ...page });
        return { items: answer.SolutionSummaries ?? [], NextToken: answer.NextToken };
      };
    }
  }
  return calls;
};
