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
import type { Pipeline as Counted, Slice } from './use-pipeline.ts';

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

/** Every state in its order, those that nothing has too. */
const ordered = (names: readonly string[], slices: readonly Slice[]): Slice[] =>
  names.map((name) => ({ name, count: slices.find((slice) => slice.name === name)?.count ?? 0 }));

const number = new Intl.NumberFormat('en');

/** As high as the charts, so that nothing jumps when they arrive. */
const PLACEHOLDER_HEIGHT = '300px';
const Placeholder = () => (
  <div aria-busy="true">
    <Grid gridDefinition={[{ colspan: { default: 12, xs: 7 } }, { colspan: { default: 12, xs: 5 } }]}>
      <Skeleton height={PLACEHOLDER_HEIGHT} />
      <Skeleton height={PLACEHOLDER_HEIGHT} />
    </Grid>
  </div>
);

/** How many opportunities are in which stage, and at which point of AWS's review. */
export const Pipeline = ({
  pipeline,
}: {
  pipeline: { data: Counted | undefined; error: unknown; refetch: () => unknown };
}) => {
  const navigate = useNavigate();
  const to = useTo();
  const count = number.format(pipeline.data?.opportunities ?? 0);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            pipeline.data && (pipeline.data.isComplete ? words.home.all(count) : words.home.latest(count))
          }
        >
          {words.home.pipeline}
        </Header>
      }
    >
      {pipeline.data === undefined && !pipeline.error ? (
        <Placeholder />
      ) : (
        <Loaded query={pipeline}>
          {({ opportunities, byStage, byReviewStatus }) =>
            opportunities === 0 ? (
              <SpaceBetween size="s">
                <Box color="text-body-secondary">{words.home.noPipeline}</Box>
                <Button onClick={() => void navigate(to('opportunities', 'create'))}>
                  {words.home.createOpportunity}
                </Button>
              </SpaceBetween>
            ) : (
              <Suspense fallback={<Placeholder />}>
                <Charts stages={ordered(STAGES, byStage)} reviews={ordered(REVIEWS, byReviewStatus)} />
              </Suspense>
            )
          }
        </Loaded>
      )}
    </Container>
  );
};
