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
import { usePipeline } from './use-pipeline.ts';
import { WaitingInvitations } from './waiting-invitations.tsx';

const HALVES = [{ colspan: { default: 12, xs: 6 } }, { colspan: { default: 12, xs: 6 } }];

/** Whose turn is it, and what happened last. */
export const HomePage = () => {
  const pipeline = usePipeline();
  const invitations = useSelling('ListEngagementInvitations', { ParticipantType: 'RECEIVER', MaxResults: 1 });
  const isNew =
    pipeline.data?.opportunities === 0 && invitations.data?.EngagementInvitationSummaries?.length === 0;
  return (
    <Page title={words.home.title} description={words.home.description}>
      {isNew && <FirstSteps />}
      <Grid gridDefinition={HALVES}>
        <WaitingInvitations />
        <SentBack />
      </Grid>
      <Pipeline pipeline={pipeline} />
      <Grid gridDefinition={HALVES}>
        <Closing />
        <RunningTasks />
      </Grid>
      <LatestEvents />
    </Page>
  );
};
