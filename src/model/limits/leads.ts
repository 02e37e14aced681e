import { chars, items, type Limits, oneOf } from '../../kit/shape/limit.ts';
import { scores } from './prose.ts';

/** Most members of a lead are free text. */
const freeText = chars(0, 255);

/** Limits of leads, and of the invitations to them. Source: API reference, the page of each type, read November 2026. */
export const leads: Limits = {
  LeadAddress: {
    City: freeText,
    PostalCode: chars(0, 20),
    StateOrRegion: freeText,
    CountryCode: chars(0, 10),
  },
  LeadContact: {
    BusinessTitle: freeText,
    Email: chars(1, 255),
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    Phone: freeText,
  },
  LeadContext: {
    Interactions: items(1, 10),
    QualificationStatus: chars(1, 255),
  },
  LeadCustomer: {
    CompanyName: chars(1, 120),
    Industry: freeText,
    WebsiteUrl: freeText,
    AwsMaturity: freeText,
    MarketSegment: freeText,
  },
  LeadInsights: {
    LeadReadinessScore: oneOf(scores),
  },
  LeadInteraction: {
    SourceType: freeText,
    SourceId: freeText,
    SourceName: freeText,
    Usecase: freeText,
    CustomerAction: freeText,
    BusinessProblem: chars(0, 2000),
  },
  LeadInvitationCustomer: {
    CompanyName: chars(1, 120),
    Industry: freeText,
    WebsiteUrl: freeText,
    CountryCode: chars(0, 10),
    AwsMaturity: freeText,
    MarketSegment: freeText,
  },
  LeadInvitationInteraction: {
    ContactBusinessTitle: chars(0, 80),
    SourceType: freeText,
    SourceId: freeText,
    SourceName: freeText,
    Usecase: freeText,
  },
  UpdateLeadContext: {
    QualificationStatus: chars(1, 255),
  },
};
