import type {
  Contact,
  EngagementContext,
  InvitationPayload,
  OpportunityDocument,
  OpportunityInvitation,
  SnapshotPayload,
} from '../../model/documents.ts';
import { type Lead, newestInteraction } from '../engagements/leads.ts';

type SenderContact = NonNullable<OpportunityInvitation['SenderContacts']>[number] | Contact;
type LeadInvitation = NonNullable<InvitationPayload['LeadInvitation']>;

/** What of an opportunity is shown to whom. Source: the members of each shape in the AWS API reference. */

/** OpportunitySummaryView: for all members of an engagement. */
export const opportunitySummaryView = (document: OpportunityDocument): SnapshotPayload => {
  const { Project, LifeCycle } = document;
  return {
    OpportunitySummary: {
      OpportunityType: document.OpportunityType,
      Lifecycle: LifeCycle && {
        TargetCloseDate: LifeCycle.TargetCloseDate,
        ReviewStatus: LifeCycle.ReviewStatus,
        Stage: LifeCycle.Stage,
        NextSteps: LifeCycle.NextSteps,
      },
      OpportunityTeam: document.OpportunityTeam,
      PrimaryNeedsFromAws: document.PrimaryNeedsFromAws,
      Customer: document.Customer,
      Project: Project && {
        DeliveryModels: Project.DeliveryModels,
        ExpectedCustomerSpend: Project.ExpectedCustomerSpend,
        ExpectedContractDuration: Project.ExpectedContractDuration,
        CustomerUseCase: Project.CustomerUseCase,
        SalesActivities: Project.SalesActivities,
        OtherSolutionDescription: Project.OtherSolutionDescription,
      },
      RelatedEntityIdentifiers: document.RelatedEntityIdentifiers,
    },
  };
};

/**
 * What a view shows, to compare with the one before. An empty list is answered like an absent one. Marketplace offers, which
 * are shown (seen: GetResourceSnapshot), make no new view by themselves: one is associated, and Opportunity Updated alone
 * tells of it (AWS docs, selling-api-events, "Event scenarios").
 */
export const shownIn = (payload: SnapshotPayload): unknown =>
  JSON.parse(JSON.stringify(payload), (member, value) => (isTelling(member, value) ? value : undefined));

const isTelling = (member: string, value: unknown): boolean =>
  !member.startsWith('AwsMarketplaceOffer') &&
  value !== null &&
  (typeof value !== 'object' || Object.keys(value).length > 0);

/** How many of the sender's people an invitation names. AWS API reference, OpportunityInvitationPayload. */
const SENDER_LIMIT = 3;

/**
 * What an invitation to an opportunity shows. AWS docs, working-with-opportunities-from-aws: not the street, city, postal code,
 * contacts, AWS account id, Project.OtherSolutionDescription nor the related entities.
 */
export const invitationPayload = (
  document: OpportunityDocument,
  senders: readonly SenderContact[] = [],
): OpportunityInvitation => {
  const contacts = senders.filter(({ Email }) => Email).slice(0, SENDER_LIMIT);
  return {
    ...(contacts.length > 0 && { SenderContacts: contacts }),
    ReceiverResponsibilities: ['Services Partner'],
    Customer: engagementCustomer(document),
    Project: {
      BusinessProblem: document.Project?.CustomerBusinessProblem,
      Title: document.Project?.Title,
      TargetCompletionDate: document.LifeCycle?.TargetCloseDate,
      ExpectedCustomerSpend: document.Project?.ExpectedCustomerSpend ?? [],
    },
  } as OpportunityInvitation;
};

/** What an invitation to a lead shows: no names, mail addresses and phone numbers. AWS API reference, LeadInvitationPayload. */
export const leadInvitationPayload = (lead: Lead): LeadInvitation => {
  const { Customer } = lead;
  const interaction = newestInteraction(lead);
  return {
    Customer: {
      CompanyName: Customer.CompanyName,
      Industry: Customer.Industry,
      WebsiteUrl: Customer.WebsiteUrl,
      CountryCode: Customer.Address?.CountryCode,
      AwsMaturity: Customer.AwsMaturity,
      MarketSegment: Customer.MarketSegment,
    } as LeadInvitation['Customer'],
    Interaction: {
      SourceType: interaction?.SourceType,
      SourceId: interaction?.SourceId,
      SourceName: interaction?.SourceName,
      Usecase: interaction?.Usecase,
      ContactBusinessTitle: interaction?.Contact.BusinessTitle ?? '',
    } as LeadInvitation['Interaction'],
  };
};

/** The context of the engagement that AWS opens for an opportunity of its own. */
export const customerProjectContext = (document: OpportunityDocument): EngagementContext =>
  ({
    Id: '1',
    Type: 'CustomerProject',
    Payload: {
      CustomerProject: {
        Customer: ifComplete(engagementCustomer(document)),
        Project: ifComplete({
          Title: document.Project?.Title,
          BusinessProblem: document.Project?.CustomerBusinessProblem,
          TargetCompletionDate: document.LifeCycle?.TargetCloseDate,
        }),
      },
    },
  }) as EngagementContext;

/** A context may lack the customer or the project, but neither lacks a member. AWS API reference, CustomerProjectsContext. */
const ifComplete = <T extends object>(details: T): T | undefined =>
  Object.values(details).every((value) => value !== undefined) ? details : undefined;

const engagementCustomer = (document: OpportunityDocument) => ({
  Industry: document.Customer?.Account?.Industry,
  CompanyName: document.Customer?.Account?.CompanyName,
  WebsiteUrl: document.Customer?.Account?.WebsiteUrl,
  CountryCode: document.Customer?.Account?.Address?.CountryCode,
});

/** The longest title of an engagement. AWS API reference, CreateEngagement. */
const TITLE_LENGTH = 40;

/** What an engagement is called that an opportunity opens. seen: GetEngagementInvitation */
export const engagementTitle = ({ Project, Customer }: OpportunityDocument): string => {
  const title = Project?.Title || Customer?.Account?.CompanyName || 'Opportunity';
  return cut(title, TITLE_LENGTH);
};

/** The longest description of an engagement. AWS API reference, CreateEngagement. */
const DESCRIPTION_LENGTH = 255;

/** What an engagement is about that an opportunity opens. seen: GetEngagementInvitation */
export const engagementDescription = ({ Project }: OpportunityDocument): string =>
  cut(Project?.CustomerBusinessProblem ?? '', DESCRIPTION_LENGTH);

/** The first characters of a text, none of them cut in two. */
const cut = (text: string, length: number): string => [...text].slice(0, length).join('');
