import {
  type ListOpportunitiesRequest,
  type OpportunitySortName,
  ReviewStatus,
  type Stage,
} from '@aws-sdk/client-partnercentral-selling';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useSelling } from '../../api/selling.ts';
import { serverNow } from '../../api/server-clock.ts';
import type { ListState } from '../../parts/list-address.ts';
import { STAGES } from '../../parts/opportunity-rules.ts';
import { Page } from '../../parts/page.tsx';
import { type FilterProperty, ServerTable, valuesOf } from '../../parts/server-table.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { columnsOf } from './columns.tsx';
import type { Summary } from './target.ts';
import { useActions } from './use-actions.tsx';
import { ViewSwitch } from './view-switch.tsx';

const text = words.opportunities;
const DAY_MS = 86_400_000;
const initialSorting = { by: 'LastModifiedDate', isDescending: true };

const dayAhead = (days: number): string => new Date(serverNow() + days * DAY_MS).toISOString().slice(0, 10);

/** The properties that ListOpportunities filters by. */
const filtersNow = (): readonly FilterProperty[] => [
  { key: 'company', label: text.filters.company },
  {
    key: 'review',
    label: text.filters.review,
    options: Object.values(ReviewStatus).map((value) => ({ value })),
  },
  { key: 'stage', label: text.filters.stage, options: STAGES.map((value) => ({ value })) },
  {
    key: 'closesBefore',
    label: text.filters.closesBefore,
    options: [0, 7, 30, 90].map((days) => ({
      value: dayAhead(days),
      label: text.filters.inDays(days, dayAhead(days)),
    })),
  },
  {
    key: 'closesAfter',
    label: text.filters.closesAfter,
    options: [0, 30, 90].map((days) => ({
      value: dayAhead(days),
      label: text.filters.inDays(days, dayAhead(days)),
    })),
  },
  { key: 'id', label: text.filters.id },
];

type Question = Omit<ListOpportunitiesRequest, 'Catalog' | 'LastModifiedDate' | 'CreatedDate'>;

/** The request for a page of the list. */
const questionOf = (state: ListState & { pageSize: number }): Question => {
  const company = valuesOf(state, 'company');
  const id = valuesOf(state, 'id');
  const review = valuesOf(state, 'review');
  const stage = valuesOf(state, 'stage');
  const before = valuesOf(state, 'closesBefore')?.sort()[0];
  const after = valuesOf(state, 'closesAfter')?.sort().at(-1);
  const { by, isDescending } = state.sorting ?? initialSorting;
  return {
    MaxResults: state.pageSize,
    Sort: { SortBy: by as OpportunitySortName, SortOrder: isDescending ? 'DESCENDING' : 'ASCENDING' },
    ...(state.token && { NextToken: state.token }),
    ...(company && { CustomerCompanyName: company }),
    ...(id && { Identifier: id }),
    ...(review && { LifeCycleReviewStatus: review as ReviewStatus[] }),
    ...(stage && { LifeCycleStage: stage as Stage[] }),
    ...((before || after) && {
      TargetCloseDate: {
        ...(before && { BeforeTargetCloseDate: before }),
        ...(after && { AfterTargetCloseDate: after }),
      },
    }),
  };
};

const usePage = (state: ListState & { pageSize: number }) => {
  const query = useSelling('ListOpportunities', questionOf(state));
  const { data } = query;
  return {
    ...query,
    data: data && { items: data.OpportunitySummaries ?? [], nextToken: data.NextToken },
  };
};

/** Every opportunity of the account, as a list. */
export const ListPage = () => {
  const { act, dialog } = useActions();
  const columns = useMemo(() => columnsOf(act), [act]);
  const filters = useMemo(filtersNow, []);
  const navigate = useNavigate();
  const to = useTo();
  const create = (
    <KeyButton shortcut="n" variant="primary" onClick={() => void navigate(to('opportunities', 'create'))}>
      {text.create}
    </KeyButton>
  );
  return (
    <Page
      title={text.title}
      description={text.description}
      help={text.help}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ViewSwitch shown="list" />
          {create}
        </SpaceBetween>
      }
    >
      <ServerTable<Summary>
        name="opportunities"
        label={text.list}
        columns={columns}
        filters={filters}
        keyOf={({ Id }) => Id ?? ''}
        usePage={usePage}
        initialSorting={initialSorting}
        sticky={{ first: 1, last: 1 }}
        empty={
          <SpaceBetween size="s">
            <div>{text.empty}</div>
            <Button onClick={() => void navigate(to('opportunities', 'create'))}>{text.create}</Button>
          </SpaceBetween>
        }
      />
      {dialog}
    </Page>
  );
};
