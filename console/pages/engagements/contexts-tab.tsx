import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { CONTEXT_LIMIT, type Context, INTERACTION_LIMIT } from '../../parts/context/contexts.ts';
import { CreateContext } from '../../parts/context/create-context.tsx';
import { LeadView } from '../../parts/context/lead-view.tsx';
import { ProjectView, ProspectingView } from '../../parts/context/project-view.tsx';
import { type ContextChange, UpdateContext } from '../../parts/context/update-context.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { Engagement } from './members.ts';

const text = words.engagements;
type Addable = 'CustomerProject' | 'Lead';

/** What the members work on: customer projects, leads and what AWS knows of them. */
export const ContextsTab = ({ engagement }: { engagement: Engagement }) => {
  const [adding, setAdding] = useState<Addable>();
  const contexts = engagement.Contexts ?? [];
  const isFull = contexts.length >= CONTEXT_LIMIT;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        counter={`(${contexts.length}/${CONTEXT_LIMIT})`}
        description={text.contextsHelp}
        actions={
          <ButtonDropdown
            items={(['CustomerProject', 'Lead'] as const).map((id) => ({
              id,
              text: text.contextTypes[id] ?? id,
            }))}
            disabled={isFull}
            disabledReason={isFull ? text.contextsFull : ''}
            onItemClick={({ detail }) => setAdding(detail.id as Addable)}
          >
            {words.contexts.add}
          </ButtonDropdown>
        }
      >
        {text.contexts}
      </Header>
      {adding && (
        <CreateContext
          key={adding}
          engagementId={engagement.Id ?? ''}
          type={adding}
          onDone={() => setAdding(undefined)}
        />
      )}
      {contexts.map((context) => (
        <ContextBox key={context.Id} engagement={engagement} context={context} />
      ))}
      {contexts.length === 0 && !adding && (
        <Box textAlign="center" color="text-status-inactive" padding="l">
          {text.noContexts}
        </Box>
      )}
    </SpaceBetween>
  );
};

const ContextBox = ({ engagement, context }: { engagement: Engagement; context: Context }) => {
  const [change, setChange] = useState<ContextChange>();
  const { Lead, CustomerProject, ProspectingResult } = context.Payload ?? {};
  return (
    <SpaceBetween size="s">
      <Container
        header={
          <Header
            variant="h3"
            description={text.contextNumber(context.Id ?? '')}
            actions={<ContextActions engagement={engagement} context={context} onChange={setChange} />}
          >
            {text.contextTypes[context.Type ?? ''] ?? context.Type}
          </Header>
        }
      >
        {Lead && <LeadView lead={Lead} />}
        {CustomerProject && <ProjectView project={CustomerProject} />}
        {ProspectingResult && <ProspectingView result={ProspectingResult} />}
      </Container>
      {change && (
        <UpdateContext
          key={change}
          engagement={engagement}
          context={context}
          change={change}
          onDone={() => setChange(undefined)}
        />
      )}
    </SpaceBetween>
  );
};

const ContextActions = ({
  engagement,
  context,
  onChange,
}: {
  engagement: Engagement;
  context: Context;
  onChange: (change: ContextChange) => void;
}) => {
  const to = useTo();
  if (context.Type === 'CustomerProject') {
    return <Button onClick={() => onChange('project')}>{words.contexts.edit}</Button>;
  }
  if (context.Type !== 'Lead') return null;
  const isFull = (context.Payload?.Lead?.Interactions?.length ?? 0) >= INTERACTION_LIMIT;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <PageLink to={to('leads', engagement.Id ?? '')}>{text.followLead}</PageLink>
      <Button
        disabled={isFull}
        disabledReason={isFull ? words.contexts.interactionsFull : ''}
        onClick={() => onChange('interaction')}
      >
        {words.contexts.addInteraction}
      </Button>
      <Button onClick={() => onChange('customer')}>{words.contexts.editCustomer}</Button>
      <Button onClick={() => onChange('qualification')}>{words.contexts.qualify}</Button>
    </SpaceBetween>
  );
};
