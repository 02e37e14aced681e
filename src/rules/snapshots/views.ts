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

/** The parts of an opportunity or lead that others see. Source: the members of each shape in the AWS API reference. */

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
 * The part of a view that is compared with the previous revision. Empty and absent values are equal, since responses do not
 * distinguish them. Marketplace offers are shown (seen: GetResourceSnapshot), but do not cause a new revision: their
 * association sends Opportunity Updated only (AWS docs, selling-api-events, "Event scenarios").
 */
export const shownIn = (payload: SnapshotPayload): unknown =>
  JSON.parse(JSON.stringify(payload), (member, value) => (isCompared(member, value) ? value : undefined));

const isCompared = (member: string, value: unknown): boolean =>
  !member.startsWith('AwsMarketplaceOffer') &&
  value !== null &&
  (typeof value !== 'object' || Object.keys(value).length > 0);

/** Maximum of sender contacts. AWS API reference, OpportunityInvitationPayload. */
const SENDER_LIMIT = 3;

/**
 * The payload of an invitation to an opportunity. AWS docs, working-with-opportunities-from-aws: it hides street, city,
 * postal code, contacts, AWS account id, Project.OtherSolutionDescription and related entities.
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

/** The payload of an invitation to a lead, without personal data of contacts. AWS API reference, LeadInvitationPayload. */
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

/** Customer and project are optional, but their members are required. AWS API reference, CustomerProjectsContext. */
const ifComplete = <T extends object>(details: T): T | undefined =>
  Object.values(details).every((value) => value !== undefined) ? details : undefined;

const engagementCustomer = (document: OpportunityDocument) => ({
  Industry: document.Customer?.Account?.Industry,
  CompanyName: document.Customer?.Account?.CompanyName,
  WebsiteUrl: document.Customer?.Account?.WebsiteUrl,
  CountryCode: document.Customer?.Account?.Address?.CountryCode,
});

/** In characters. AWS API reference, CreateEngagement. */
const TITLE_LENGTH = 40;

/** The title of an engagement that is created for an opportunity. seen: GetEngagementInvitation */
export const engagementTitle = ({ Project, Customer }: OpportunityDocument): string => {
  const title = Project?.Title || Customer?.Account?.CompanyName || 'Opportunity';
  return cut(title, TITLE_LENGTH);
};

/** In characters. AWS API reference, CreateEngagement. */
const DESCRIPTION_LENGTH = 255;

/** The description of an engagement that is created for an opportunity. seen: GetEngagementInvitation */
export const engagementDescription = ({ Project }: OpportunityDocument): string =>
  cut(Project?.CustomerBusinessProblem ?? '', DESCRIPTION_LENGTH);

/** Truncates a text to `length` code points, so that no surrogate pair is split. */
const cut = (text: string, length: number): string => [...text].slice(0, length).join('');
