import Grid from '@cloudscape-design/components/grid';
import { useSelling } from '../../api/selling.ts';
import { Page } from '../../parts/page.tsx';
import { words } from '../../words.ts';
import { Closing } from './closing.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LatestEvents } from './latest-events.tsx';
import { Pipeline } from './pipeline.tsx';
import { RunningTasks } from './running-tasks.tsx';
import { SentBack } from './sent-back.tsx';
import { useLatestOpportunities } from './use-latest-opportunities.ts';
import { WaitingInvitations } from './waiting-invitations.tsx';

const HALVES = [{ colspan: { default: 12, xs: 6 } }, { colspan: { default: 12, xs: 6 } }];

/** Whose turn is it, and what happened last. */
export const HomePage = () => {
  const opportunities = useLatestOpportunities();
  const invitations = useSelling('ListEngagementInvitations', { ParticipantType: 'RECEIVER', MaxResults: 1 });
  const isNew =
    opportunities.data?.OpportunitySummaries.length === 0 &&
    invitations.data?.EngagementInvitationSummaries?.length === 0;
  return (
    <Page title={words.home.title} description={words.home.description}>
      {isNew && <FirstSteps />}
      <Grid gridDefinition={HALVES}>
        <WaitingInvitations />
        <SentBack />
      </Grid>
      <Pipeline opportunities={opportunities} />
      <Grid gridDefinition={HALVES}>
        <Closing />
        <RunningTasks />
      </Grid>
      <LatestEvents />
    </Page>
  );
};
