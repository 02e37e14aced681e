import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, items, type Limits, oneOf } from '../limit.ts';
import { email, marketSegment, phone, website } from './forms.ts';

/** Limits of leads, and of the invitations to them. */
export const leads: Limits = {
  LeadAddress: {
    City: chars(0, 255),
    PostalCode: chars(0, 20),
    StateOrRegion: chars(0, 255),
    CountryCode: chars(0, 10),
  },
  LeadContact: {
    BusinessTitle: chars(0, 80),
    Email: email,
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    Phone: phone,
  },
  LeadContext: {
    Interactions: items(1, 10),
    QualificationStatus: chars(1, 255),
  },
  LeadCustomer: {
    CompanyName: chars(1, 120),
    Industry: oneOf(sdk.Industry),
    WebsiteUrl: website,
    AwsMaturity: chars(1, 20),
    MarketSegment: marketSegment,
  },
  LeadInteraction: {
    SourceType: chars(1, 255),
    SourceId: chars(1, 255),
    SourceName: chars(1, 255),
    Usecase: chars(1, 255),
    CustomerAction: chars(1, 255),
    BusinessProblem: chars(20, 2000),
  },
  LeadInvitationCustomer: {
    CompanyName: chars(1, 120),
    Industry: oneOf(sdk.Industry),
    WebsiteUrl: website,
    CountryCode: oneOf(sdk.CountryCode),
    AwsMaturity: chars(1, 20),
    MarketSegment: marketSegment,
  },
  LeadInvitationInteraction: {
    ContactBusinessTitle: chars(0, 80),
    SourceType: chars(1, 255),
    SourceId: chars(1, 255),
    SourceName: chars(1, 255),
    Usecase: chars(1, 255),
  },
  UpdateLeadContext: {
    QualificationStatus: chars(1, 255),
  },
};
