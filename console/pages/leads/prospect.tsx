import Button from '@cloudscape-design/components/button';
import { newClientToken } from '../../api/client-token.ts';
import { useSellingAction } from '../../api/selling.ts';
import { notify } from '../../parts/notices.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const text = words.leads;
/** Maximum of one task. AWS docs: API_StartProspectingFromEngagementTask. */
const PROSPECTED_AT_ONCE = 100;

/** Asks AWS for its insights about the leads of engagements: StartProspectingFromEngagementTask. */
export const Prospect = ({
  engagements,
  onStarted,
}: {
  engagements: readonly string[];
  onStarted?: () => void;
}) => {
  const to = useTo();
  const start = useSellingAction('StartProspectingFromEngagementTask');
  const reason =
    engagements.length === 0
      ? text.selectFirst
      : engagements.length > PROSPECTED_AT_ONCE
        ? text.tooMany(PROSPECTED_AT_ONCE)
        : '';
  const prospect = () =>
    start.mutate(
      { Identifiers: [...engagements], TaskName: text.taskName, ClientToken: newClientToken() },
      {
        onSuccess: ({ TaskId = '' }) => {
          notify({
            type: 'success',
            content: (
              <>
                {text.prospecting(engagements.length)}{' '}
                <PageLink to={to('tasks', TaskId)}>{text.seeTask}</PageLink>
              </>
            ),
          });
          onStarted?.();
        },
        onError: (error) => notify({ type: 'error', header: words.fault.refused, content: error.message }),
      },
    );
  return (
    <Button disabled={reason !== ''} disabledReason={reason} loading={start.isPending} onClick={prospect}>
      {text.prospect}
    </Button>
  );
};
