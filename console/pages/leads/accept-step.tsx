import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSelling, useSellingAction } from '../../api/selling.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { Calls } from './calls.tsx';
import type { LeadState } from './use-lead.ts';

const text = words.leads;

/** Step 1: accept the invitation, which makes the account a member of the engagement. */
export const AcceptStep = ({ state: { engagement, invitation } }: { state: LeadState }) => {
  const to = useTo();
  const id = invitation?.Id ?? '';
  if (engagement !== undefined) {
    return (
      <span>
        {invitation ? (
          <>
            {text.accepted} <PageLink to={to('invitations', id)}>{id}</PageLink>
          </>
        ) : (
          text.ownLead
        )}
      </span>
    );
  }
  if (invitation?.Status !== 'PENDING') {
    return (
      <Alert type="warning">{words.invitation.closed[invitation?.Status ?? ''] ?? text.notPending}</Alert>
    );
  }
  return <Pending id={id} />;
};

const Pending = ({ id }: { id: string }) => {
  const to = useTo();
  const accept = useSellingAction('AcceptEngagementInvitation');
  const { data } = useSelling('GetEngagementInvitation', { Identifier: id });
  const lead = data?.Payload?.LeadInvitation;
  return (
    <SpaceBetween size="m">
      <span>{text.acceptHelp}</span>
      {lead && (
        <KeyValuePairs
          columns={3}
          items={[
            { label: words.contexts.company, value: lead.Customer?.CompanyName || words.none },
            { label: words.contexts.usecase, value: lead.Interaction?.Usecase || words.none },
            { label: text.invited, value: <Time at={data?.InvitationDate} both /> },
          ]}
        />
      )}
      {accept.error && <FaultBox error={accept.error} />}
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button
          variant="primary"
          loading={accept.isPending}
          onClick={() => accept.mutate({ Identifier: id })}
        >
          {text.accept}
        </Button>
        <PageLink to={to('invitations', id)}>{text.seeInvitation}</PageLink>
      </SpaceBetween>
      <Calls operation="AcceptEngagementInvitation" />
    </SpaceBetween>
  );
};
