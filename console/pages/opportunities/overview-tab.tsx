import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { Facts, listed } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { money } from '../../parts/money.ts';
import { monthlySpend } from '../../parts/spend.ts';
import { Day, Time } from '../../parts/time.tsx';
import { TurnBadge } from '../../parts/turn-badge.tsx';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import { useAwsSide } from './aws-side-tab.tsx';
import { History } from './history.tsx';
import type { Opportunity } from './target.ts';

const { overview } = words.opportunity;

/** Who, how much and when, where it stands; then what happened. */
export const OverviewTab = ({ opportunity }: { opportunity: Opportunity }) => (
  <SpaceBetween size="l">
    <Container>
      <ColumnLayout columns={3} variant="text-grid" minColumnWidth={230}>
        <Who opportunity={opportunity} />
        <MoneyAndDates opportunity={opportunity} />
        <Standing opportunity={opportunity} />
      </ColumnLayout>
    </Container>
    <History opportunity={opportunity} />
    <JsonView value={opportunity} />
  </SpaceBetween>
);

/** The people of a role, e.g. the owner. */
const peopleOf = (opportunity: Opportunity, role: string): string | undefined =>
  listed(
    (opportunity.OpportunityTeam ?? [])
      .filter(({ BusinessTitle }) => BusinessTitle === role)
      .map(({ FirstName, LastName, Email }) => [FirstName, LastName].filter(Boolean).join(' ') || Email),
  );

const Who = ({ opportunity }: { opportunity: Opportunity }) => {
  const account = opportunity.Customer?.Account;
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{overview.who}</Header>
      <Facts
        columns={1}
        facts={[
          [overview.company, account?.CompanyName],
          [overview.industry, listed([account?.Industry, account?.OtherIndustry])],
          [overview.website, <WebLink key="site" to={account?.WebsiteUrl} />],
          [overview.country, account?.Address?.CountryCode],
          [overview.owner, peopleOf(opportunity, 'OpportunityOwner')],
          [overview.manager, peopleOf(opportunity, 'PartnerAccountManager')],
        ]}
      />
    </SpaceBetween>
  );
};

const MoneyAndDates = ({ opportunity }: { opportunity: Opportunity }) => {
  const spend = opportunity.Project?.ExpectedCustomerSpend;
  const total = spend?.find(({ TargetCompany }) => TargetCompany === 'Self');
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{overview.money}</Header>
      <Facts
        columns={1}
        facts={[
          [overview.spend, monthlySpend(spend)],
          ...(total ? [[overview.total, money(total)] as const] : []),
          [overview.closes, <Day key="closes" date={opportunity.LifeCycle?.TargetCloseDate} />],
          [overview.created, <Time key="created" at={opportunity.CreatedDate} both />],
          [overview.changed, <Time key="changed" at={opportunity.LastModifiedDate} both />],
        ]}
      />
    </SpaceBetween>
  );
};

const Standing = ({ opportunity }: { opportunity: Opportunity }) => {
  const { LifeCycle: life } = opportunity;
  const { query } = useAwsSide(opportunity.Id ?? '');
  return (
    <SpaceBetween size="s">
      <Header variant="h3">{overview.standing}</Header>
      <Facts
        columns={1}
        facts={[
          [overview.turn, <TurnBadge key="turn" of={opportunity} />],
          [overview.review, <ReviewStatus key="review" of={life?.ReviewStatus} />],
          [overview.stage, <Stage key="stage" of={life?.Stage} />],
          ...(life?.ClosedLostReason ? [[overview.lost, life.ClosedLostReason] as const] : []),
          [overview.awsStage, query.data?.LifeCycle?.Stage],
          [overview.nextSteps, life?.NextSteps],
          [overview.crm, opportunity.PartnerOpportunityIdentifier],
          [overview.id, <CopyId key="id" id={opportunity.Id} />],
        ]}
      />
    </SpaceBetween>
  );
};
