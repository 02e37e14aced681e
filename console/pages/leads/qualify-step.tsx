import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSellingAction } from '../../api/selling.ts';
import { INTERACTION_LIMIT, QUALIFICATIONS } from '../../parts/context/contexts.ts';
import { type ContextChange, UpdateContext } from '../../parts/context/update-context.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { words } from '../../words.ts';
import { Calls } from './calls.tsx';
import type { LeadState } from './use-lead.ts';

const text = words.leads;

/** Step 2: say whether the lead is worth an opportunity, and note what the customer said. */
export const QualifyStep = ({ state }: { state: LeadState }) => {
  const [change, setChange] = useState<ContextChange>();
  const { engagement, context, lead } = state;
  if (engagement === undefined) return <span>{text.afterAccept}</span>;
  if (context === undefined || lead === undefined) return <Alert type="info">{text.noLead}</Alert>;
  if (state.opportunityId !== undefined)
    return <span>{text.qualifiedAs(lead.QualificationStatus ?? '')}</span>;
  const isFull = (lead.Interactions?.length ?? 0) >= INTERACTION_LIMIT;
  return (
    <SpaceBetween size="m">
      <span>{state.isDisqualified ? text.disqualified : text.qualifyHelp}</span>
      <SpaceBetween direction="horizontal" size="xs">
        <Decide state={state} />
        <Button
          disabled={isFull}
          disabledReason={isFull ? words.contexts.interactionsFull : ''}
          onClick={() => setChange('interaction')}
        >
          {words.contexts.addInteraction}
        </Button>
        <Button onClick={() => setChange('customer')}>{words.contexts.editCustomer}</Button>
        <Button onClick={() => setChange('qualification')}>{text.otherState}</Button>
      </SpaceBetween>
      {change && (
        <UpdateContext
          key={change}
          engagement={engagement}
          context={context}
          change={change}
          onDone={() => setChange(undefined)}
        />
      )}
      <Calls operation="UpdateEngagementContext" />
    </SpaceBetween>
  );
};

const [, QUALIFIED, DISQUALIFIED] = QUALIFICATIONS;

/** The two decisions, one click each. */
const Decide = ({
  state: { engagement, context, lead, isQualified, isDisqualified },
}: {
  state: LeadState;
}) => {
  const update = useSellingAction('UpdateEngagementContext');
  const decide = (QualificationStatus: string) =>
    lead &&
    update.mutate({
      EngagementIdentifier: engagement?.Id ?? '',
      ContextIdentifier: context?.Id ?? '',
      EngagementLastModifiedAt: engagement?.ModifiedAt ?? '',
      Type: 'Lead',
      Payload: { Lead: { Customer: lead.Customer, QualificationStatus } },
    });
  const canQualify = !isQualified || isDisqualified;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {update.error && <FaultBox error={update.error} />}
      {canQualify && (
        <Button
          variant="primary"
          loading={update.isPending && !isDisqualified}
          onClick={() => decide(QUALIFIED)}
        >
          {text.markQualified}
        </Button>
      )}
      {!isDisqualified && <Button onClick={() => decide(DISQUALIFIED)}>{text.markDisqualified}</Button>}
    </SpaceBetween>
  );
};
