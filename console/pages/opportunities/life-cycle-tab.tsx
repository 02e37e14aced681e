import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Day } from '../../parts/time.tsx';
import { TurnBadge } from '../../parts/turn-badge.tsx';
import { words } from '../../words.ts';
import { NextSteps } from './next-steps.tsx';
import { ReviewHistory } from './review-history.tsx';
import type { Opportunity } from './target.ts';

const { lifeCycle } = words.opportunity;

/** The stage, AWS's review with its history, and the next steps with theirs. */
export const LifeCycleTab = ({ opportunity }: { opportunity: Opportunity }) => {
  const life = opportunity.LifeCycle;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{lifeCycle.title}</Header>}>
        <Facts
          facts={[
            [lifeCycle.stage, <Stage key="stage" of={life?.Stage} />],
            [lifeCycle.closes, <Day key="closes" date={life?.TargetCloseDate} />],
            [lifeCycle.lost, life?.ClosedLostReason],
            [lifeCycle.review, <ReviewStatus key="review" of={life?.ReviewStatus} />],
            [lifeCycle.comments, life?.ReviewComments],
            [lifeCycle.reason, life?.ReviewStatusReason],
            [lifeCycle.turn, <TurnBadge key="turn" of={opportunity} />],
          ]}
        />
      </Container>
      <ReviewHistory id={opportunity.Id ?? ''} />
      <NextSteps title={lifeCycle.nextSteps} current={life?.NextSteps} history={life?.NextStepsHistory} />
    </SpaceBetween>
  );
};
