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
 * What prospecting finds out about a lead's customer. AWS computes insights from data of its own; here they follow from the
 * lead alone, always the same for the same lead. Source for the members: AWS API reference, ProspectingResultAws.
 */
export const prospectingResult = ({ Customer, Interactions }: Lead, task: ProspectingTask): Result => ({
  Aws: {
    Customer: {
      AccountName: Customer.CompanyName,
      // A lead names both in free text; a result has values of the enums alone.
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

/** More that is known scores higher. */
const scoreOf = (facts: number): string => {
  if (facts > 3) return 'High';
  return facts > 1 ? 'Medium' : 'Low';
};
