import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Grid from '@cloudscape-design/components/grid';
import PieChart from '@cloudscape-design/components/pie-chart';
import {
  colorChartsStatusHigh,
  colorChartsStatusInfo,
  colorChartsStatusLow,
  colorChartsStatusMedium,
  colorChartsStatusNeutral,
  colorChartsStatusPositive,
} from '@cloudscape-design/design-tokens';
import { words } from '../../words.ts';
import type { Slice } from './use-pipeline.ts';

const HEIGHT = 220;

/** The colours of the badges: waiting is grey, AWS's turn blue, mine yellow, good green, bad red. */
const REVIEW_COLORS: Readonly<Record<string, string>> = {
  'Pending Submission': colorChartsStatusNeutral,
  Submitted: colorChartsStatusInfo,
  'In review': colorChartsStatusLow,
  'Action Required': colorChartsStatusMedium,
  Approved: colorChartsStatusPositive,
  Rejected: colorChartsStatusHigh,
};

/** The pipeline as charts: loaded after the rest of the page. */
export const PipelineCharts = ({
  stages,
  reviews,
}: {
  stages: readonly Slice[];
  reviews: readonly Slice[];
}) => (
  <Grid gridDefinition={[{ colspan: { default: 12, xs: 7 } }, { colspan: { default: 12, xs: 5 } }]}>
    <div>
      <Box variant="h3" margin={{ bottom: 's' }}>
        {words.home.byStage}
      </Box>
      <BarChart
        height={HEIGHT}
        ariaLabel={words.home.byStage}
        hideFilter
        hideLegend
        horizontalBars
        xScaleType="categorical"
        xDomain={stages.map(({ name }) => name)}
        yDomain={[0, Math.max(4, ...stages.map(({ count }) => count))]}
        series={[
          {
            type: 'bar',
            title: words.home.opportunities,
            data: stages.map(({ name, count }) => ({ x: name, y: count })),
          },
        ]}
        i18nStrings={{ yTickFormatter: (value) => (Number.isInteger(value) ? String(value) : '') }}
      />
    </div>
    <div>
      <Box variant="h3" margin={{ bottom: 's' }}>
        {words.home.byReview}
      </Box>
      <PieChart
        variant="donut"
        size="medium"
        ariaLabel={words.home.byReview}
        hideFilter
        hideTitles
        innerMetricValue={String(reviews.reduce((sum, { count }) => sum + count, 0))}
        innerMetricDescription={words.home.opportunities.toLowerCase()}
        data={reviews
          .filter(({ count }) => count > 0)
          .map(({ name, count }) => ({
            title: name,
            value: count,
            color: REVIEW_COLORS[name] ?? colorChartsStatusNeutral,
          }))}
        segmentDescription={(datum, sum) => `${datum.value} (${Math.round((datum.value / sum) * 100)} %)`}
      />
    </div>
  </Grid>
);
