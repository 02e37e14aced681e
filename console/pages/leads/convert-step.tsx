import { CountryCode, Industry } from '@aws-sdk/client-partnercentral-selling';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSellingAction } from '../../api/selling.ts';
import { CONTEXT_LIMIT, type Lead } from '../../parts/context/contexts.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { TaskSteps } from '../../parts/task-steps.tsx';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';
import { Calls } from './calls.tsx';
import type { LeadState } from './use-lead.ts';

const text = words.leads;
const OPERATION = 'StartOpportunityFromEngagementTask';

/** Why the task would fail if it was started now; undefined if nothing is in its way. */
const obstacleOf = ({ engagement, lead, isDisqualified }: LeadState): string | undefined => {
  if (engagement === undefined) return text.afterAccept;
  if (lead === undefined) return text.noLead;
  if (isDisqualified) return text.disqualified;
  return (engagement.Contexts?.length ?? 0) >= CONTEXT_LIMIT ? text.contextsFull : undefined;
};

/** What the draft will lack, because the lead has none or a text that opportunities do not take. */
const missingOf = ({ Customer, Interactions }: Lead): readonly string[] => [
  ...(Object.values<string>(Industry).includes(Customer?.Industry ?? '') ? [] : [words.contexts.industry]),
  ...(Object.values<string>(CountryCode).includes(Customer?.Address?.CountryCode ?? '')
    ? []
    : [words.contexts.country]),
  ...(Customer?.WebsiteUrl ? [] : [words.contexts.website]),
  ...(Interactions?.at(-1)?.BusinessProblem ? [] : [words.contexts.problem]),
];

/** Step 3: the task that drafts an opportunity from the lead, with its steps live. */
export const ConvertStep = ({ state }: { state: LeadState }) => {
  const start = useSellingAction(OPERATION);
  const token = useToken();
  const obstacle = obstacleOf(state);
  const { engagementId, context, lead, opportunityId } = state;
  const missing = lead ? missingOf(lead) : [];
  const begin = () => {
    const input = { Identifier: engagementId, ContextIdentifier: context?.Id ?? '' };
    start.mutate({ ...input, ClientToken: token({ ...input, engagement: state.engagement?.ModifiedAt }) });
  };
  return (
    <SpaceBetween size="m">
      {opportunityId === undefined && <span>{text.convertHelp}</span>}
      {opportunityId === undefined && obstacle === undefined && missing.length > 0 && (
        <Alert type="info">{text.draftLacks(missing)}</Alert>
      )}
      {start.error && <FaultBox error={start.error} />}
      {opportunityId === undefined && (
        <Button
          variant={obstacle === undefined && state.isQualified ? 'primary' : 'normal'}
          disabled={obstacle !== undefined}
          disabledReason={obstacle ?? ''}
          loading={start.isPending}
          onClick={begin}
        >
          {text.convert}
        </Button>
      )}
      <TaskSteps about={{ engagement: engagementId, operation: OPERATION }} />
      {opportunityId === undefined && <Calls operation={OPERATION} />}
    </SpaceBetween>
  );
};
