import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useHref } from 'react-router';
import { useSelling } from '../../api/selling.ts';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useFollow, useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { LeadState } from './use-lead.ts';

const text = words.leads;

/** Step 4: the opportunity, which is completed and submitted on its own page. */
export const OpportunityStep = ({ state: { opportunityId } }: { state: LeadState }) =>
  opportunityId === undefined ? <span>{text.afterConvert}</span> : <Opportunity id={opportunityId} />;

const Opportunity = ({ id }: { id: string }) => {
  const to = useTo();
  const follow = useFollow();
  const address = to('opportunities', id);
  const href = useHref(address);
  return (
    <Loaded query={useSelling('GetOpportunity', { Identifier: id })}>
      {({ Project, LifeCycle }) => (
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={3}
            items={[
              { label: text.name, value: <PageLink to={address}>{Project?.Title || id}</PageLink> },
              { label: text.review, value: <ReviewStatus of={LifeCycle?.ReviewStatus} /> },
              { label: text.stage, value: <Stage of={LifeCycle?.Stage} /> },
            ]}
          />
          <span>{LifeCycle?.ReviewStatus === 'Pending Submission' ? text.completeIt : text.isSubmitted}</span>
          <Button variant="primary" href={href} onFollow={(event) => follow(event, address)}>
            {text.openOpportunity}
          </Button>
        </SpaceBetween>
      )}
    </Loaded>
  );
};
