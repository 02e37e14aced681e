import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { operator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { ActionModal } from '../../parts/action-modal.tsx';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { type ListPage, ServerTable, type ServerTableProps, valuesOf } from '../../parts/server-table.tsx';
import { Time } from '../../parts/time.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const text = words.operator.aws;
const HELP = { title: words.operator.titles.aws, content: text.help };
const REVIEW_STATUSES = [
  'Pending Submission',
  'Submitted',
  'In review',
  'Approved',
  'Rejected',
  'Action Required',
];

type Opportunity = NonNullable<Output<'ListOpportunities'>['OpportunitySummaries']>[number];
interface Doing {
  action: 'review' | 'awsSide.update';
  id: string;
}

/** What AWS does to this account: refers, reviews, changes its side. */
export const AwsPage = () => {
  const { account, catalog } = usePlace();
  const to = useTo();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const [doing, setDoing] = useState<Doing>();
  const refer = (kind: 'opportunity' | 'lead') =>
    act(
      kind,
      () => operator.POST('/_cosell/referrals', { body: { account, catalog: catalog as 'AWS', kind } }),
      text.referred,
    );
  return (
    <Page title={words.operator.titles.aws} description={text.description(account)} help={HELP}>
      {account === 'aws' && <Alert type="info">{text.choosePartner}</Alert>}
      {account !== 'aws' && (
        <SpaceBetween size="l">
          <Container
            header={
              <Header variant="h2" description={text.referHelp}>
                {text.refer}
              </Header>
            }
          >
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="primary" loading={busy === 'opportunity'} onClick={() => refer('opportunity')}>
                {text.referOpportunity}
              </Button>
              <Button loading={busy === 'lead'} onClick={() => refer('lead')}>
                {text.referLead}
              </Button>
              <Button onClick={() => void navigate(to('operator', 'refer'))}>{text.referOwn}</Button>
            </SpaceBetween>
          </Container>
          <Opportunities onDo={setDoing} />
        </SpaceBetween>
      )}
      {doing && (
        <ActionModal
          title={text.titles[doing.action](doing.id)}
          action={doing.action}
          fixed={{ account, catalog, id: doing.id }}
          submit={words.actions.save}
          onClose={() => setDoing(undefined)}
          onDone={() => notify({ type: 'success', content: text.done(doing.id) })}
        />
      )}
    </Page>
  );
};

const usePage: ServerTableProps<Opportunity>['usePage'] = (state): ListPage<Opportunity> => {
  const query = useSelling('ListOpportunities', {
    MaxResults: state.pageSize,
    ...(state.token && { NextToken: state.token }),
    LifeCycleReviewStatus: valuesOf(state, 'reviewStatus') as never,
    Sort: { SortBy: 'LastModifiedDate', SortOrder: 'DESCENDING' },
  });
  return {
    ...query,
    data: query.data && { items: query.data.OpportunitySummaries ?? [], nextToken: query.data.NextToken },
  };
};

const Opportunities = ({ onDo }: { onDo: (doing: Doing) => void }) => {
  const to = useTo();
  const keyOf = useCallback(({ Id }: Opportunity) => Id ?? '', []);
  return (
    <ServerTable
      name="operator.aws"
      label={text.opportunities}
      description={text.opportunitiesHelp}
      usePage={usePage}
      keyOf={keyOf}
      empty={text.none}
      filters={[
        {
          key: 'reviewStatus',
          label: text.columns.review,
          options: REVIEW_STATUSES.map((value) => ({ value })),
        },
      ]}
      columns={[
        {
          id: 'company',
          header: text.columns.company,
          isRowHeader: true,
          minWidth: 200,
          cell: ({ Id = '', Customer }) => (
            <PageLink to={to('opportunities', Id)}>{Customer?.Account?.CompanyName ?? Id}</PageLink>
          ),
        },
        {
          id: 'review',
          header: text.columns.review,
          cell: ({ LifeCycle }) => <ReviewStatus of={LifeCycle?.ReviewStatus} />,
        },
        { id: 'stage', header: text.columns.stage, cell: ({ LifeCycle }) => <Stage of={LifeCycle?.Stage} /> },
        {
          id: 'changed',
          header: text.columns.changed,
          cell: ({ LastModifiedDate }) => <Time at={LastModifiedDate} />,
        },
        {
          id: 'do',
          header: text.columns.do,
          minWidth: 160,
          cell: ({ Id = '', LifeCycle }) => {
            const isReviewed =
              LifeCycle?.ReviewStatus === 'Submitted' || LifeCycle?.ReviewStatus === 'In review';
            return (
              <ButtonDropdown
                ariaLabel={text.doOf(Id)}
                items={[
                  {
                    id: 'review',
                    text: text.review,
                    disabled: !isReviewed,
                    ...(!isReviewed && { disabledReason: text.notSubmitted }),
                  },
                  { id: 'awsSide.update', text: text.change },
                ]}
                onItemClick={({ detail }) => onDo({ action: detail.id as 'review', id: Id })}
              >
                {text.columns.do}
              </ButtonDropdown>
            );
          },
        },
        { id: 'id', header: text.columns.id, cell: ({ Id }) => <CopyId id={Id} /> },
      ]}
    />
  );
};
