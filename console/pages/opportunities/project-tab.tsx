import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts, listed } from '../../parts/facts.tsx';
import { money } from '../../parts/money.ts';
import { Day } from '../../parts/time.tsx';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import type { Opportunity } from './target.ts';

const { project } = words.opportunity;

/** What is sold, for how much, and how it came about. */
export const ProjectTab = ({ opportunity }: { opportunity: Opportunity }) => (
  <SpaceBetween size="l">
    <Work opportunity={opportunity} />
    <Spend opportunity={opportunity} />
    <Money opportunity={opportunity} />
  </SpaceBetween>
);

const Work = ({
  opportunity: { Project: about, OpportunityType, PrimaryNeedsFromAws },
}: {
  opportunity: Opportunity;
}) => (
  <Container header={<Header variant="h2">{project.title}</Header>}>
    <SpaceBetween size="l">
      <Facts
        columns={1}
        facts={[
          [project.problem, about?.CustomerBusinessProblem],
          [project.comments, about?.AdditionalComments],
        ]}
      />
      <Facts
        facts={[
          [project.name, about?.Title],
          [project.useCase, about?.CustomerUseCase],
          [project.deliveryModels, listed(about?.DeliveryModels)],
          [project.salesActivities, listed(about?.SalesActivities)],
          [project.needs, listed(PrimaryNeedsFromAws)],
          [project.type, OpportunityType],
          [project.programs, listed(about?.ApnPrograms)],
          [project.otherSolution, about?.OtherSolutionDescription],
          [project.competitor, listed([about?.CompetitorName, about?.OtherCompetitorNames])],
          [
            project.related,
            about?.RelatedOpportunityIdentifier && <CopyId id={about.RelatedOpportunityIdentifier} />,
          ],
          [project.partition, about?.AwsPartition],
        ]}
      />
    </SpaceBetween>
  </Container>
);

const Spend = ({ opportunity: { Project: about } }: { opportunity: Opportunity }) => {
  const duration = about?.ExpectedContractDuration;
  return (
    <DataTable
      label={project.spend}
      header={
        <Header
          variant="h2"
          description={duration?.Value ? project.duration(duration.Value, duration.Term ?? '') : undefined}
        >
          {project.spend}
        </Header>
      }
      items={(about?.ExpectedCustomerSpend ?? []).map((spend, index) => ({ ...spend, index }))}
      keyOf={({ index }) => String(index)}
      empty={project.noSpend}
      columns={[
        {
          id: 'for',
          header: project.spendFor,
          cell: ({ TargetCompany }) =>
            TargetCompany === 'Self' ? project.self : TargetCompany || words.none,
          isRowHeader: true,
        },
        { id: 'amount', header: project.amount, cell: (spend) => money(spend) },
        {
          id: 'url',
          header: project.estimation,
          cell: ({ EstimationUrl }) => <WebLink to={EstimationUrl} />,
        },
      ]}
    />
  );
};

const Money = ({ opportunity: { Marketing, SoftwareRevenue } }: { opportunity: Opportunity }) => (
  <Container header={<Header variant="h2">{project.moneyTitle}</Header>}>
    <Facts
      facts={[
        [project.source, Marketing?.Source],
        [project.campaign, Marketing?.CampaignName],
        [project.funding, Marketing?.AwsFundingUsed],
        [project.marketingUseCases, listed(Marketing?.UseCases)],
        [project.channels, listed(Marketing?.Channels)],
        [project.revenueModel, SoftwareRevenue?.DeliveryModel],
        [project.revenue, money(SoftwareRevenue?.Value)],
        [project.effective, <Day key="from" date={SoftwareRevenue?.EffectiveDate} />],
        [project.expires, <Day key="to" date={SoftwareRevenue?.ExpirationDate} />],
      ]}
    />
  </Container>
);
