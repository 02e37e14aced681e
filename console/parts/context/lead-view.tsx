import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../words.ts';
import { Timeline } from '../timeline.tsx';
import { WebLink } from '../web-link.tsx';
import type { Interaction, Lead } from './contexts.ts';
import { Qualification } from './qualification.tsx';

const text = words.contexts;
const orNone = (value: string | null | undefined) => value || words.none;
const joined = (...parts: readonly (string | null | undefined)[]) =>
  parts.filter(Boolean).join(', ') || words.none;

/** A lead: who the customer is, how far it is qualified, and every interaction, newest first. */
export const LeadView = ({ lead }: { lead: Lead }) => {
  const { Customer, Insights } = lead;
  const address = Customer?.Address;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.company, value: orNone(Customer?.CompanyName) },
          { label: text.qualification, value: <Qualification of={lead.QualificationStatus} /> },
          { label: text.industry, value: orNone(Customer?.Industry) },
          { label: text.website, value: <WebLink to={Customer?.WebsiteUrl} /> },
          {
            label: text.address,
            value: joined(address?.PostalCode, address?.City, address?.StateOrRegion, address?.CountryCode),
          },
          { label: text.segment, value: orNone(Customer?.MarketSegment) },
          { label: text.maturity, value: orNone(Customer?.AwsMaturity) },
          { label: text.readiness, value: orNone(Insights?.LeadReadinessScore) },
        ]}
      />
      <div>
        <Box variant="h3" padding={{ bottom: 'xs' }}>
          {text.interactions}
        </Box>
        <Timeline
          label={text.interactions}
          entries={[...(lead.Interactions ?? [])].reverse().map((one, index) => ({
            id: String(index),
            at: one.InteractionDate,
            title: one.CustomerAction || one.Usecase || text.interaction,
            details: <InteractionView interaction={one} />,
          }))}
        />
      </div>
    </SpaceBetween>
  );
};

const InteractionView = ({ interaction }: { interaction: Interaction }) => {
  const { Contact: contact, SourceType, SourceName, SourceId, Usecase, BusinessProblem } = interaction;
  return (
    <SpaceBetween size="xxs">
      {BusinessProblem && <div>{BusinessProblem}</div>}
      {Usecase && interaction.CustomerAction && <div>{text.about(Usecase)}</div>}
      <Box color="text-body-secondary">{text.from(joined(SourceType, SourceName, SourceId))}</Box>
      {contact && (
        <Box color="text-body-secondary">
          {text.with(
            joined(
              [contact.FirstName, contact.LastName].filter(Boolean).join(' '),
              contact.BusinessTitle,
              contact.Email,
              contact.Phone,
            ),
          )}
        </Box>
      )}
    </SpaceBetween>
  );
};
