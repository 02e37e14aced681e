import { CountryCode, Industry } from '@aws-sdk/client-partnercentral-selling';
import { enumValue } from '../../kit/shape/limit.ts';
import type { EngagementContext } from '../../model/documents.ts';
import type { Lead } from './leads.ts';

type Result = NonNullable<NonNullable<EngagementContext['Payload']>['ProspectingResult']>;

interface ProspectingTask {
  id: string;
  arn: string;
  name: string;
  start_time: string;
  end_time: string;
}

/**
 * The prospecting result for a lead's customer. AWS computes insights from data of its own; here they depend on the lead
 * alone. Source for the members: AWS API reference, ProspectingResultAws.
 */
export const prospectingResult = ({ Customer, Interactions }: Lead, task: ProspectingTask): Result => ({
  Aws: {
    Customer: {
      AccountName: Customer.CompanyName,
      // Both are free text in a lead, but enums in a result.
      Country: enumValue(CountryCode, Customer.Address?.CountryCode),
      Industry: enumValue(Industry, Customer.Industry),
      Segment: Customer.MarketSegment,
      EligiblePrograms: [],
    },
    Insights: {
      MarketplaceEngagementScore: scoreOf(Interactions.length),
      SolutionScore: scoreOf(Customer.Industry ? Interactions.length + 1 : 0),
    },
    StartTime: task.start_time,
    EndTime: task.end_time,
    TaskId: task.id,
    TaskArn: task.arn,
    TaskName: task.name,
  },
});

/** The score grows with the number of known facts. */
const scoreOf = (facts: number): string => {
  if (facts > 3) return 'High';
  return facts > 1 ? 'Medium' : 'Low';
};
