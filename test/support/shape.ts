import type { NormalizedSchema } from '@smithy/core/schema';
import type { Limit } from '../../src/kit/shape/limit.ts';
import { readTimestamp } from '../../src/kit/shape/timestamp.ts';
import { numberCheck, sizeCheck, textCheck } from '../../src/model/check.ts';
import { type OperationName, outputSchema } from '../../src/model/contract.ts';
import { limits } from '../../src/model/limits.ts';

/**
 * Returns the faults of a raw response, member by member: unknown members, missing members, nulls in place of
 * required members, wrong JSON types, timestamps that are not ISO 8601, values beyond the limits. Empty if it conforms.
 */
export const shapeFaults = (operation: OperationName, body: string): string[] => {
  const schema = outputSchema(operation);
  if (schema.isUnitSchema()) return body === '' ? [] : ['the body is not empty'];
  return valueFaults(schema, JSON.parse(body), operation, undefined);
};

const valueFaults = (
  schema: NormalizedSchema,
  value: unknown,
  path: string,
  limit: Limit | undefined,
): string[] => {
  if (schema.isStructSchema()) return structureFaults(schema, value, path);
  if (schema.isListSchema()) return listFaults(schema, value, path, limit);
  if (schema.isTimestampSchema())
    return typeof value === 'string' && readTimestamp(value) === value ? [] : [`${path} is no moment`];
  if (schema.isStringSchema()) return textFaults(value, path, limit);
  if (schema.isNumericSchema()) return integerFaults(value, path, limit);
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? [] : [`${path} is no boolean`];
  return [`${path} has a schema that this checker does not know`];
};

const structureFaults = (schema: NormalizedSchema, value: unknown, path: string): string[] => {
  if (!isObject(value)) return [`${path} is no object`];
  const members = new Map(schema.structIterator());
  const name = schema.getName() ?? '';
  const unknown = Object.keys(value).filter((key) => !members.has(key));
  const isUnion = schema.isUnionSchema();
  const missing = isUnion ? [] : [...members.keys()].filter((key) => !(key in value));
  const isNull = requiredOf(schema).filter((key) => value[key] === null);
  return [
    ...unknown.map((key) => `${path}.${key} is unknown`),
    ...missing.map((key) => `${path}.${key} is missing`),
    ...isNull.map((key) => `${path}.${key} is required, and null`),
    ...(isUnion && Object.keys(value).length !== 1 ? [`${path} is a union of not exactly one member`] : []),
    ...[...members].flatMap(([key, member]) =>
      key in value && value[key] !== null
        ? valueFaults(member, value[key], `${path}.${key}`, formats[`${name}.${key}`] ?? limits[name]?.[key])
        : [],
    ),
  ];
};

/** The schema's index 6 is the number of its leading required members: @smithy/types StaticStructureSchema. */
const requiredOf = (schema: NormalizedSchema): string[] => {
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  return [...schema.structIterator()].slice(0, leading).map(([name]) => name);
};

const listFaults = (
  schema: NormalizedSchema,
  value: unknown,
  path: string,
  limit: Limit | undefined,
): string[] => {
  if (!Array.isArray(value)) return [`${path} is no array`];
  const element = limit?.kind === 'items' ? limit.element : undefined;
  return [
    ...breaches(sizeCheck(limit)?.(value.length), path),
    ...value.flatMap((item, index) =>
      valueFaults(schema.getValueSchema(), item, `${path}[${index}]`, element),
    ),
  ];
};

const textFaults = (value: unknown, path: string, limit: Limit | undefined): string[] =>
  typeof value === 'string' ? breaches(textCheck(limit)?.(value), path) : [`${path} is no text`];

const integerFaults = (value: unknown, path: string, limit: Limit | undefined): string[] =>
  Number.isInteger(value) ? breaches(numberCheck(limit)?.(value as number), path) : [`${path} is no integer`];

const breaches = (breach: { says: string } | undefined, path: string): string[] =>
  breach ? [`${path} ${breach.says}`] : [];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const form = (source: string): Limit => ({
  kind: 'pattern',
  source,
  regexp: new RegExp(`^(?:${source})$`, 'u'),
  min: 0,
  max: Number.POSITIVE_INFINITY,
});

const opportunityId = form('O[0-9]{1,19}');
const engagementId = form('eng-[0-9a-z]{14}');
const invitationId = form('engi-[0-9a-z]{13}');
const jobId = form('job-[0-9a-z]{13}');
const contextId = form('[1-9][0-9]*');
const prefix = 'arn:aws:partnercentral:us-east-1:';
const sharedArn = (kind: string, id: string) => form(`${prefix}:catalog/(AWS|Sandbox)/${kind}/${id}`);
const ownedArn = (rest: string) => form(`${prefix}([0-9]{12}|aws):catalog/(AWS|Sandbox)/${rest}`);
const opportunityArn = ownedArn('opportunity/O[0-9]{1,19}');
const engagementArn = sharedArn('engagement', 'eng-[0-9a-z]{14}');
const invitationArn = sharedArn('engagement-invitation', 'engi-[0-9a-z]{13}');
const jobArn = ownedArn('resource-snapshot-job/job-[0-9a-z]{13}');
const snapshotArn = sharedArn(
  'engagement',
  'eng-[0-9a-z]{14}/resource/Opportunity/O[0-9]+/template/[A-Za-z]+/snapshot/[1-9][0-9]*',
);
const task = {
  TaskId: form('task-[0-9a-z]{13}'),
  TaskArn: sharedArn('engagement-by-accepting-invitation-task', 'task-[0-9a-z]{13}'),
  OpportunityId: opportunityId,
  ResourceSnapshotJobId: jobId,
  EngagementInvitationId: invitationId,
};

const taskOf = (kind: string) => ({
  TaskId: form('task-[0-9a-z]{13}'),
  TaskArn: sharedArn(kind, 'task-[0-9a-z]{13}'),
  OpportunityId: opportunityId,
  ResourceSnapshotJobId: jobId,
  EngagementId: engagementId,
  EngagementInvitationId: invitationId,
  ContextId: contextId,
});
const prospectingTask = {
  TaskId: form('task-[0-9a-z]{14}'),
  TaskArn: sharedArn('prospecting-from-engagement-task', 'task-[0-9a-z]{14}'),
};
const changedContext = { EngagementId: engagementId, EngagementArn: engagementArn, ContextId: contextId };

/** The patterns of values that only responses have: identifiers and ARNs. */
const formsByStructure: Record<string, Record<string, Limit>> = {
  CreateOpportunityResponse: { Id: opportunityId },
  GetOpportunityResponse: { Id: opportunityId, Arn: opportunityArn },
  OpportunitySummary: { Id: opportunityId, Arn: opportunityArn },
  UpdateOpportunityResponse: { Id: opportunityId },
  GetAwsOpportunitySummaryResponse: { RelatedOpportunityId: opportunityId },
  CreateEngagementResponse: { Id: engagementId, Arn: engagementArn },
  GetEngagementResponse: { Id: engagementId, Arn: engagementArn },
  EngagementSummary: { Id: engagementId, Arn: engagementArn },
  CreateEngagementInvitationResponse: { Id: invitationId, Arn: invitationArn },
  GetEngagementInvitationResponse: { Id: invitationId, Arn: invitationArn, EngagementId: engagementId },
  EngagementInvitationSummary: { Id: invitationId, Arn: invitationArn, EngagementId: engagementId },
  GetResourceSnapshotJobResponse: {
    Id: jobId,
    Arn: jobArn,
    EngagementId: engagementId,
    ResourceId: opportunityId,
    ResourceArn: opportunityArn,
  },
  ResourceSnapshotJobSummary: { Id: jobId, Arn: jobArn, EngagementId: engagementId },
  GetResourceSnapshotResponse: { Arn: snapshotArn, EngagementId: engagementId, ResourceId: opportunityId },
  ResourceSnapshotSummary: { Arn: snapshotArn, ResourceId: opportunityId },
  StartEngagementByAcceptingInvitationTaskResponse: task,
  ListEngagementByAcceptingInvitationTaskSummary: task,
  StartEngagementFromOpportunityTaskResponse: taskOf('engagement-from-opportunity-task'),
  ListEngagementFromOpportunityTaskSummary: taskOf('engagement-from-opportunity-task'),
  StartOpportunityFromEngagementTaskResponse: taskOf('opportunity-from-engagement-task'),
  ListOpportunityFromEngagementTaskSummary: taskOf('opportunity-from-engagement-task'),
  StartProspectingFromEngagementTaskResponse: prospectingTask,
  GetProspectingFromEngagementTaskResponse: prospectingTask,
  ProspectingTaskSummary: prospectingTask,
  EngagementProspectingResult: { EngagementIdentifier: engagementId, EngagementContextId: contextId },
  CreateEngagementContextResponse: changedContext,
  UpdateEngagementContextResponse: changedContext,
  CreateResourceSnapshotJobResponse: { Id: jobId, Arn: jobArn },
  CreateResourceSnapshotResponse: { Arn: snapshotArn },
  EngagementResourceAssociationSummary: { EngagementId: engagementId, ResourceId: opportunityId },
  SolutionBase: { Id: form('S-[0-9]{1,19}'), Arn: ownedArn('solution/S-[0-9]{1,19}') },
};

const formats: Record<string, Limit> = Object.fromEntries(
  Object.entries(formsByStructure).flatMap(([structure, members]) =>
    Object.entries(members).map(([member, limit]) => [`${structure}.${member}`, limit]),
  ),
);
