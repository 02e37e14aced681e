import { leads, opportunities } from 'virtual:made-up';
import { serverNow } from '../../api/server-clock.ts';
import type { Draft } from './contract.ts';

/** Test data, which the server accepts: the examples that `cosell refer` makes up, dated from the server's time. */

let turn = Math.floor(Math.random() * opportunities.length);

const next = (examples: readonly Draft[]): Draft => {
  turn += 1;
  return dated(examples[turn % examples.length], serverNow()) as Draft;
};

const MOMENT = /^1970-\d\d-\d\d(T[\d:.]+Z)?$/;

/** The examples count their dates from the start of 1970. */
const dated = (value: unknown, nowMs: number): unknown => {
  if (Array.isArray(value)) return value.map((element) => dated(element, nowMs));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, dated(part, nowMs)]));
  }
  if (typeof value !== 'string' || !MOMENT.test(value)) return value;
  const moved = new Date(Date.parse(value) + nowMs).toISOString();
  return value.includes('T') ? moved : moved.slice(0, 10);
};

/** As CreateOpportunity takes it. */
export const testOpportunity = (): Draft => next(opportunities);

/** As a `LeadContext`. */
export const testLead = (): Draft => next(leads);

interface Example {
  Customer: {
    Account: { CompanyName: string; Industry: string; WebsiteUrl: string; Address: { CountryCode: string } };
    Contacts: Draft[];
  };
  Project: { Title: string; CustomerBusinessProblem: string; ExpectedCustomerSpend: Draft[] };
  LifeCycle: { TargetCloseDate: string };
}

const about = (example: Example) => {
  const { CompanyName, Industry, WebsiteUrl, Address } = example.Customer.Account;
  const { Title, CustomerBusinessProblem } = example.Project;
  return {
    Customer: { CompanyName, Industry, WebsiteUrl, CountryCode: Address.CountryCode },
    Project: {
      Title,
      BusinessProblem: CustomerBusinessProblem,
      TargetCompletionDate: example.LifeCycle.TargetCloseDate,
    },
  };
};

/** As CreateEngagement takes it: about a customer’s project. */
export const testEngagement = (): Draft => {
  const { Customer, Project } = about(testOpportunity() as unknown as Example);
  return {
    Title: Project.Title,
    Description: Project.BusinessProblem,
    Contexts: [{ Type: 'CustomerProject', Payload: { CustomerProject: { Customer, Project } } }],
  };
};

/** As the `Invitation` of CreateEngagementInvitation, without its receiver. */
export const testInvitation = (): Draft => {
  const example = testOpportunity() as unknown as Example;
  const { Customer, Project } = about(example);
  const { ExpectedCustomerSpend } = example.Project;
  return {
    Message: `Work with us on ${Project.Title}.`,
    Payload: {
      OpportunityInvitation: {
        ReceiverResponsibilities: ['Co-Sell Facilitator'],
        Customer,
        Project: { ...Project, ExpectedCustomerSpend },
        SenderContacts: example.Customer.Contacts,
      },
    },
  };
};
