import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { createDecoder, dotted } from '../kit/shape/decoder.ts';
import { chars, items, type MemberLimit, oneOf, pattern } from '../kit/shape/limit.ts';
import { type Breach, numberCheck, sizeCheck, textCheck } from './check.ts';
import { outputSchema } from './contract.ts';
import type { AwsSummaryDocument } from './documents.ts';
import type { Fault } from './errors.ts';
import { limits } from './limits.ts';

/** The limits of members that only AWS writes. AWS API reference, AwsOpportunitySummaryFullView and the types of its members. */
const awsLimits: Readonly<Record<string, Readonly<Record<string, MemberLimit>>>> = {
  GetAwsOpportunitySummaryResponse: {
    InvolvementType: oneOf(sdk.SalesInvolvementType),
    InvolvementTypeChangeReason: oneOf(sdk.InvolvementTypeChangeReason),
    Visibility: oneOf(sdk.Visibility),
    OpportunityTeam: items(0, 100),
    CosellMotion: chars(1, 255),
  },
  AwsOpportunityLifeCycle: {
    Stage: oneOf(sdk.AwsOpportunityStage),
    ClosedLostReason: oneOf(sdk.AwsClosedLostReason),
    TargetCloseDate: pattern('[1-9][0-9]{3}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])'),
    NextSteps: chars(0, 255),
  },
  AwsOpportunityInsights: {
    EngagementScore: oneOf(sdk.EngagementScore),
    NextBestActions: chars(0, 5_000),
  },
  AwsTeamMember: {
    Email: chars(0, 80),
    FirstName: chars(0, 80),
    LastName: chars(0, 80),
    BusinessTitle: oneOf(sdk.AwsMemberBusinessTitle),
  },
  AwsOpportunityRelatedEntities: { AwsProducts: items(0, 20), Solutions: items(0, 10) },
  AwsOpportunityProject: { ExpectedCustomerSpend: items(0, 10), AwsPartition: oneOf(sdk.AwsPartition) },
};

const decode = createDecoder<Breach, Fault>(() => outputSchema('GetAwsOpportunitySummary'), {
  limits: { ...limits, ...awsLimits },
  alsoRequired: {},
  text: textCheck,
  number: numberCheck,
  size: sizeCheck,
  required: { code: 'REQUIRED_FIELD_MISSING', says: 'is required' },
  notOne: (_chosen, members) => ({
    code: 'INVALID_VALUE',
    says: `must have exactly one of ${members.join(', ')}`,
  }),
  fault: (path, { code, says }) => {
    const name = dotted(path);
    return { FieldName: name, Message: `${name} ${says}.`, Code: code };
  },
});

/**
 * Decodes a part of AWS's side of an opportunity, in the shape of GetAwsOpportunitySummary's output.
 * @throws SerializationException if a member has the wrong JSON type
 */
export const decodeAwsSide = (given: object): { input: Partial<AwsSummaryDocument>; faults: Fault[] } => {
  const { input, faults } = decode('GetAwsOpportunitySummary', { ...given, Catalog: 'AWS' });
  const { Catalog, RelatedOpportunityId, ...side } = input as AwsSummaryDocument & Record<string, unknown>;
  return { input: side, faults };
};
