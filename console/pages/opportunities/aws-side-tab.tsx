import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isFault } from '../../api/fault.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { Facts, listed } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { money } from '../../parts/money.ts';
import { monthlySpend } from '../../parts/spend.ts';
import { Day } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { NextSteps } from './next-steps.tsx';
import type { Opportunity } from './target.ts';

const { aws } = words.opportunity;

/** AWS's side of an opportunity. There is none before AWS has a part in it. */
export const useAwsSide = (id: string) => {
  const query = useSelling('GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: id });
  const isMissing = isFault(query.error) && query.error.name === 'ResourceNotFoundException';
  return { query, isMissing };
};

/** What AWS says of the opportunity: its stage, people, insights, and next steps. */
export const AwsSideTab = ({ opportunity }: { opportunity: Opportunity }) => {
  const { query, isMissing } = useAwsSide(opportunity.Id ?? '');
  if (isMissing) {
    const isNew = opportunity.LifeCycle?.ReviewStatus === 'Pending Submission';
    return (
      <Alert type="info" header={aws.none}>
        {isNew ? aws.notSubmitted : aws.notYet}
      </Alert>
    );
  }
  return <Loaded query={query}>{(side) => <Side side={side} />}</Loaded>;
};

const Side = ({ side }: { side: Output<'GetAwsOpportunitySummary'> }) => {
  const life = side.LifeCycle;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{aws.title}</Header>}>
        <Facts
          facts={[
            [aws.stage, life?.Stage],
            [aws.closes, <Day key="day" date={life?.TargetCloseDate} />],
            [aws.lost, life?.ClosedLostReason],
            [aws.involvement, side.InvolvementType],
            [aws.visibility, side.Visibility],
            [aws.change, side.InvolvementTypeChangeReason],
            [aws.origin, side.Origin],
            [aws.motion, side.CosellMotion],
            [aws.spend, monthlySpend(side.Project?.ExpectedCustomerSpend)],
            [aws.revenue, money(side.SoftwareRevenue?.Value)],
            [aws.products, listed(side.RelatedEntityIds?.AwsProducts)],
            [aws.solutions, listed(side.RelatedEntityIds?.Solutions)],
          ]}
        />
      </Container>
      <Insights insights={side.Insights} />
      <NextSteps title={aws.nextSteps} current={life?.NextSteps} history={life?.NextStepsHistory} />
      <JsonView value={side} />
    </SpaceBetween>
  );
};

const Insights = ({ insights }: { insights: Output<'GetAwsOpportunitySummary'>['Insights'] }) => {
  const bySource = insights?.AwsProductsSpendInsightsBySource;
  const total = (of: NonNullable<typeof bySource>['AWS']) =>
    of?.TotalAmount &&
    money({ Amount: of.TotalAmount, CurrencyCode: of.CurrencyCode, Frequency: of.Frequency });
  return (
    <Container header={<Header variant="h2">{aws.insights}</Header>}>
      <Facts
        facts={[
          [aws.score, insights?.EngagementScore],
          [aws.quality, insights?.OpportunityQuality?.Score],
          [aws.nextActions, insights?.NextBestActions],
          [aws.estimatedByAws, total(bySource?.AWS)],
          [aws.estimatedByPartner, total(bySource?.Partner)],
          ...(insights?.Recommendations ?? []).map(
            ({ Type, Details }) => [Type || aws.recommendation, Details] as const,
          ),
        ]}
      />
    </Container>
  );
};
