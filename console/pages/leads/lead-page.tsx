import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { LeadView } from '../../parts/context/lead-view.tsx';
import { Qualification } from '../../parts/context/qualification.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Missing } from '../../parts/missing.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { AcceptStep } from './accept-step.tsx';
import { ConvertStep } from './convert-step.tsx';
import { HELP } from './leads-page.tsx';
import { OpportunityStep } from './opportunity-step.tsx';
import { Prospect } from './prospect.tsx';
import { QualifyStep } from './qualify-step.tsx';
import { type LeadState, useLead } from './use-lead.ts';

const text = words.leads;
const TRAIL = [{ text: text.title, steps: ['leads'] }];

/** From a lead to an opportunity, step by step. Where it stands is the server's, so that it goes on after a reload. */
export const LeadPage = () => {
  const { id = '' } = useParams();
  const query = useLead(id);
  const state = query.data;
  const isMissing = state !== undefined && state.engagement === undefined && state.invitation === undefined;
  const to = useTo();
  return (
    <Page
      title={state?.engagement?.Title || state?.invitation?.EngagementTitle || id}
      badges={state?.lead && <Qualification of={state.lead.QualificationStatus} />}
      description={<CopyId id={id} />}
      trail={TRAIL}
      help={HELP}
      actions={
        state?.engagement && (
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            <PageLink to={to('engagements', id)}>{text.openEngagement}</PageLink>
            {state.lead && <Prospect engagements={[id]} />}
          </SpaceBetween>
        )
      }
    >
      {isMissing ? <Missing id={id} /> : <Loaded query={query}>{(lead) => <Guide state={lead} />}</Loaded>}
    </Page>
  );
};

type Stand = 'done' | 'now' | 'later' | 'stopped';

const STATUS: Readonly<Record<Stand, StepsProps.Status>> = {
  done: 'success',
  now: 'in-progress',
  later: 'pending',
  stopped: 'stopped',
};

/** Where each step stands: accept, qualify, convert, the opportunity. */
const standsOf = (state: LeadState): readonly [Stand, Stand, Stand, Stand] => {
  const isOver = state.invitation !== undefined && state.invitation.Status !== 'PENDING';
  if (state.engagement === undefined) return [isOver ? 'stopped' : 'now', 'later', 'later', 'later'];
  if (state.opportunityId !== undefined) return ['done', state.isQualified ? 'done' : 'later', 'done', 'now'];
  if (state.isDisqualified) return ['done', 'stopped', 'later', 'later'];
  return ['done', state.isQualified ? 'done' : 'now', state.isQualified ? 'now' : 'later', 'later'];
};

const Guide = ({ state }: { state: LeadState }) => {
  const [accept, qualify, convert, opportunity] = standsOf(state);
  const step = (title: string, stand: Stand, content: ReactNode): StepsProps.Step => ({
    status: STATUS[stand],
    statusIconAriaLabel: text.stepStands[stand],
    header: (
      <Box variant="h4" tagOverride="span">
        {title}
      </Box>
    ),
    details: <div className="guide-step">{content}</div>,
  });
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" description={text.guideHelp}>
            {text.guide}
          </Header>
        }
      >
        <Steps
          ariaLabel={text.guide}
          steps={[
            step(text.accept, accept, <AcceptStep state={state} />),
            step(text.qualify, qualify, <QualifyStep state={state} />),
            step(text.convert, convert, <ConvertStep state={state} />),
            step(text.opportunity, opportunity, <OpportunityStep state={state} />),
          ]}
        />
      </Container>
      {state.lead && (
        <Container header={<Header variant="h2">{text.lead}</Header>}>
          <LeadView lead={state.lead} />
        </Container>
      )}
    </SpaceBetween>
  );
};
