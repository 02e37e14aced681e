import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { money } from '../../parts/money.ts';
import { PageLink } from '../../parts/page-link.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import type { InvitationDetails } from './details.ts';

type Payload = NonNullable<InvitationDetails['Payload']>;
type Opportunity = NonNullable<Payload['OpportunityInvitation']>;
type Lead = NonNullable<Payload['LeadInvitation']>;
type Contact = NonNullable<Opportunity['SenderContacts']>[number];
type Member = NonNullable<InvitationDetails['ExistingMembers']>[number];
type Pairs = KeyValuePairsProps['items'];

const text = (label: string, value: ReactNode) => ({ label, value: value || words.none });
const countries = new Intl.DisplayNames('en', { type: 'region' });
/** E.g. `Australia`; what is no code is shown as it is. */
const country = (code: string | null | undefined): string | undefined => {
  try {
    return code ? countries.of(code) : undefined;
  } catch {
    return code ?? undefined;
  }
};

const w = words.invitations;

/** Who and what it is about, and where it stands: just what the API shows to this side. */
export const Overview = ({
  invitation,
  isReceiver,
}: {
  invitation: InvitationDetails;
  isReceiver: boolean;
}) => {
  const { Payload, InvitationMessage, EngagementDescription, Status } = invitation;
  const opportunity = Payload?.OpportunityInvitation;
  const lead = Payload?.LeadInvitation;
  const problem = opportunity?.Project?.BusinessProblem;
  return (
    <Container header={<Header variant="h2">{w.overview}</Header>}>
      <SpaceBetween size="l">
        <ColumnLayout columns={Payload ? 3 : 1} variant="text-grid">
          {opportunity && <Group title={w.who} items={customerOf(opportunity)} />}
          {opportunity && <Group title={w.project} items={projectOf(opportunity, isReceiver)} />}
          {lead && <Group title={w.who} items={leadCustomerOf(lead)} />}
          {lead && <Group title={w.interaction} items={interactionOf(lead)} />}
          <Group title={w.standing} items={useStandingOf(invitation)} />
        </ColumnLayout>
        {InvitationMessage && <KeyValuePairs items={[text(w.message, InvitationMessage)]} />}
        {problem && <KeyValuePairs items={[text(w.problem, problem)]} />}
        {EngagementDescription && EngagementDescription !== problem && (
          <KeyValuePairs items={[text(w.description, EngagementDescription)]} />
        )}
        {isReceiver && Status === 'PENDING' && (
          <Box color="text-body-secondary">{lead ? w.hiddenLead : w.hiddenUntilAccepted}</Box>
        )}
      </SpaceBetween>
    </Container>
  );
};

const Group = ({ title, items }: { title: string; items: Pairs }) => (
  <SpaceBetween size="m">
    <Box variant="h3">{title}</Box>
    <KeyValuePairs items={items} />
  </SpaceBetween>
);

const customerOf = ({ Customer }: Opportunity): Pairs => [
  text(w.company, Customer?.CompanyName),
  text(w.industry, Customer?.Industry),
  text(w.website, <WebLink to={Customer?.WebsiteUrl} />),
  text(w.country, country(Customer?.CountryCode)),
];

const projectOf = ({ Project, ReceiverResponsibilities }: Opportunity, isReceiver: boolean): Pairs => [
  text(w.projectTitle, Project?.Title),
  text(w.spend, (Project?.ExpectedCustomerSpend ?? []).map(money).join(', ')),
  text(w.completion, <Day date={Project?.TargetCompletionDate} />),
  text(
    isReceiver ? w.responsibilities : w.receiverResponsibilities,
    (ReceiverResponsibilities ?? []).join(', '),
  ),
];

const leadCustomerOf = ({ Customer }: Lead): Pairs => [
  text(w.company, Customer?.CompanyName),
  text(w.industry, Customer?.Industry),
  text(w.website, <WebLink to={Customer?.WebsiteUrl} />),
  text(w.country, country(Customer?.CountryCode)),
  text(w.segment, Customer?.MarketSegment),
  text(w.maturity, Customer?.AwsMaturity),
];

const interactionOf = ({ Interaction }: Lead): Pairs => [
  text(w.useCase, Interaction?.Usecase),
  text(w.contactTitle, Interaction?.ContactBusinessTitle),
  text(w.source, Interaction?.SourceType),
  text(w.campaign, Interaction?.SourceName),
];

const useStandingOf = (invitation: InvitationDetails): Pairs => {
  const { InvitationDate, ExpirationDate, Status, PayloadType, EngagementId, Id } = invitation;
  const to = useTo();
  const isMember = Status === 'ACCEPTED';
  const isLead = PayloadType === 'LeadInvitation';
  return [
    text(w.columns.type, words.invitation.types[PayloadType ?? '']),
    text(w.sentAt, <Time at={InvitationDate} both />),
    ...(Status === 'PENDING' && isLead ? [text(w.expires, w.leadExpires)] : []),
    ...(ExpirationDate && (Status === 'PENDING' || Status === 'EXPIRED')
      ? [text(Status === 'PENDING' ? w.expires : w.expired, <Time at={ExpirationDate} both />)]
      : []),
    text(
      w.columns.engagement,
      // Before the acceptance the receiver is no member, and GetEngagement finds nothing.
      isMember && EngagementId ? (
        <PageLink to={to('engagements', EngagementId)}>{EngagementId}</PageLink>
      ) : (
        <CopyId id={EngagementId} />
      ),
    ),
    text(w.columns.id, <CopyId id={Id} />),
  ];
};

const CONTACT_COLUMNS = [
  {
    id: 'name',
    header: w.contact.name,
    isRowHeader: true,
    width: 200,
    cell: ({ FirstName, LastName }: Contact) => [FirstName, LastName].filter(Boolean).join(' ') || words.none,
  },
  { id: 'title', header: w.contact.title, cell: ({ BusinessTitle }: Contact) => BusinessTitle || words.none },
  {
    id: 'email',
    header: w.contact.email,
    width: 300,
    cell: ({ Email }: Contact) => (Email ? <Link href={`mailto:${Email}`}>{Email}</Link> : words.none),
  },
  { id: 'phone', header: w.contact.phone, cell: ({ Phone }: Contact) => Phone || words.none },
];

/** Whom to ask at the sender. */
export const Contacts = ({ contacts }: { contacts: readonly Contact[] }) => (
  <DataTable
    label={w.contacts}
    header={<Header variant="h2">{w.contacts}</Header>}
    items={contacts}
    columns={CONTACT_COLUMNS}
    keyOf={({ Email = '' }) => Email}
    empty={w.noContacts}
  />
);

const MEMBER_COLUMNS = [
  {
    id: 'company',
    header: w.member.company,
    isRowHeader: true,
    cell: ({ CompanyName }: Member) => CompanyName || words.none,
  },
  { id: 'website', header: w.member.website, cell: ({ WebsiteUrl }: Member) => <WebLink to={WebsiteUrl} /> },
];

/** Who is in the engagement already. */
export const Members = ({ members }: { members: readonly Member[] }) => (
  <DataTable
    label={w.members}
    header={<Header variant="h2">{w.members}</Header>}
    items={members}
    columns={MEMBER_COLUMNS}
    keyOf={({ CompanyName = '', WebsiteUrl = '' }) => `${CompanyName} ${WebsiteUrl}`}
    empty={w.noMembers}
  />
);
