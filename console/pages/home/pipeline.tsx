import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Skeleton from '@cloudscape-design/components/skeleton';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense } from 'react';
import { useNavigate } from 'react-router';
import { Loaded } from '../../parts/loaded.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { Slice } from './pipeline-charts.tsx';
import type { LatestOpportunities } from './use-latest-opportunities.ts';

// The charts weigh more than the rest of the page.
const Charts = lazy(async () => ({ default: (await import('./pipeline-charts.tsx')).PipelineCharts }));

/** In the order of the life cycle. */
const STAGES = [
  'Prospect',
  'Qualified',
  'Technical Validation',
  'Business Validation',
  'Committed',
  'Launched',
  'Closed Lost',
];
const REVIEWS = ['Pending Submission', 'Submitted', 'In review', 'Action Required', 'Approved', 'Rejected'];

const countBy = (
  names: readonly string[],
  { OpportunitySummaries }: LatestOpportunities,
  member: 'Stage' | 'ReviewStatus',
): Slice[] =>
  names.map((name) => ({
    name,
    count: OpportunitySummaries.filter(({ LifeCycle }) => (LifeCycle?.[member] ?? names[0]) === name).length,
  }));

const number = new Intl.NumberFormat('en');

/** As high as the charts, so that nothing jumps when they arrive. */
const PLACEHOLDER_HEIGHT = '300px';
const Placeholder = () => (
  <Grid gridDefinition={[{ colspan: { default: 12, xs: 7 } }, { colspan: { default: 12, xs: 5 } }]}>
    <Skeleton height={PLACEHOLDER_HEIGHT} />
    <Skeleton height={PLACEHOLDER_HEIGHT} />
  </Grid>
);

/** How many opportunities are in which stage, and at which point of AWS's review. */
export const Pipeline = ({
  opportunities,
}: {
  opportunities: { data: LatestOpportunities | undefined; error: unknown; refetch: () => unknown };
}) => {
  const navigate = useNavigate();
  const to = useTo();
  const count = number.format(opportunities.data?.OpportunitySummaries.length ?? 0);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            opportunities.data &&
            (opportunities.data.hasMore ? words.home.latest(count) : words.home.all(count))
          }
        >
          {words.home.pipeline}
        </Header>
      }
    >
      {opportunities.data === undefined && !opportunities.error ? (
        <Placeholder />
      ) : (
        <Loaded query={opportunities}>
          {(latest) =>
            latest.OpportunitySummaries.length === 0 ? (
              <SpaceBetween size="s">
                <Box color="text-body-secondary">{words.home.noPipeline}</Box>
                <Button onClick={() => void navigate(to('opportunities', 'create'))}>
                  {words.home.createOpportunity}
                </Button>
              </SpaceBetween>
            ) : (
              <Suspense fallback={<Placeholder />}>
                <Charts
                  stages={countBy(STAGES, latest, 'Stage')}
                  reviews={countBy(REVIEWS, latest, 'ReviewStatus')}
                />
              </Suspense>
            )
          }
        </Loaded>
      )}
    </Container>
  );
};
