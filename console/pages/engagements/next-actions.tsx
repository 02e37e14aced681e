import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useHref } from 'react-router';
import { usePlace } from '../../api/place.ts';
import { useSelling } from '../../api/selling.ts';
import { isDisqualified } from '../../parts/context/contexts.ts';
import { useFollow, useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { InviteButton } from './invitations-tab.tsx';
import type { Engagement } from './members.ts';

const text = words.engagements;

/** A lead that may become an opportunity and has not. */
const hasOpenLead = ({ Contexts = [] }: Engagement): boolean => {
  const lead = Contexts?.find(({ Payload }) => Payload?.Lead)?.Payload?.Lead;
  return (
    lead !== undefined && !isDisqualified(lead) && !Contexts?.some(({ Type }) => Type === 'CustomerProject')
  );
};

/** What to do next: follow the lead, else share an opportunity, else invite a partner. The next one is the primary button. */
export const NextActions = ({ engagement }: { engagement: Engagement }) => {
  const { account } = usePlace();
  const to = useTo();
  const id = engagement.Id ?? '';
  const own = useSelling('ListEngagementResourceAssociations', {
    EngagementIdentifier: id,
    CreatedBy: account,
    MaxResults: 1,
  });
  const isLead = hasOpenLead(engagement);
  const hasShared = (own.data?.EngagementResourceAssociationSummaries?.length ?? 0) > 0;
  const isSharing = !isLead && own.data !== undefined && !hasShared && account !== 'aws';
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <InviteButton engagement={engagement} variant={isLead || isSharing ? 'normal' : 'primary'} />
      {!isLead && (
        <LinkButton
          to={`${to('engagements', id)}?tab=snapshots`}
          isPrimary={isSharing}
          text={hasShared ? text.seeShared : text.share}
        />
      )}
      {isLead && <LinkButton to={to('leads', id)} isPrimary text={text.followLead} />}
    </SpaceBetween>
  );
};

const LinkButton = ({ to, text, isPrimary }: { to: string; text: string; isPrimary: boolean }) => {
  const follow = useFollow();
  return (
    <Button
      variant={isPrimary ? 'primary' : 'normal'}
      href={useHref(to)}
      onFollow={(event) => follow(event, to)}
    >
      {text}
    </Button>
  );
};
