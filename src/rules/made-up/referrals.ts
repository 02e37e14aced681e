import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import { madeUp } from './choices.ts';

const DAY = 86_400_000;

/** An opportunity of AWS, as a CreateOpportunity request; the same for the same seed. */
export const madeUpOpportunity = (seed: string, now: Timestamp) => {
  const { customer, project, contact, monthlySpend, daysToClose } = madeUp(seed);
  return {
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    PrimaryNeedsFromAws: [project.need],
    Customer: {
      Account: {
        CompanyName: customer.name,
        Industry: customer.industry,
        WebsiteUrl: customer.website,
        Address: {
          CountryCode: customer.country,
          City: customer.city,
          PostalCode: customer.postalCode,
          StreetAddress: customer.street,
          ...(customer.state !== undefined && { StateOrRegion: customer.state }),
        },
      },
      Contacts: [contact],
    },
    Project: {
      // This becomes the title of an engagement, which has at most 40 characters.
      Title: `${project.title} at ${customer.called}`,
      CustomerBusinessProblem: project.problem,
      CustomerUseCase: project.useCase,
      DeliveryModels: ['SaaS or PaaS'],
      SalesActivities: ['Initialized discussions with customer'],
      ExpectedCustomerSpend: [
        { Amount: `${monthlySpend}.00`, CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
      ],
    },
    LifeCycle: {
      Stage: 'Qualified',
      TargetCloseDate: plusMilliseconds(now, daysToClose * DAY).slice(0, 10),
      NextSteps: `Agree with ${contact.FirstName} ${contact.LastName} on a first workshop.`,
    },
    Marketing: { Source: 'None' },
  };
};

/** A lead of AWS, as the payload of an engagement's context; the same for the same seed. */
export const madeUpLead = (seed: string, now: Timestamp) => {
  const { customer, project, source, contact } = madeUp(seed);
  return {
    Customer: {
      CompanyName: customer.name,
      Industry: customer.industry,
      WebsiteUrl: customer.website,
      Address: {
        CountryCode: customer.country,
        City: customer.city,
        PostalCode: customer.postalCode,
        ...(customer.state !== undefined && { StateOrRegion: customer.state }),
      },
      AwsMaturity: 'Evaluating',
      MarketSegment: 'Medium',
    },
    Interactions: [
      {
        SourceType: source.type,
        SourceId: `source-${seed}`.slice(0, 255),
        SourceName: source.name,
        Usecase: project.title,
        InteractionDate: now,
        CustomerAction: source.action,
        BusinessProblem: project.problem,
        Contact: contact,
      },
    ],
  };
};
