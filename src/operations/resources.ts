import { type Place, type Resource, textsOf } from '../kit/service/permit.ts';
import type { Catalog } from '../model/contract.ts';
import { type Arns, createArns, type SharedKind } from '../model/identifiers.ts';

/**
 * The resources of this API that policies name. AWS docs: service authorization reference, "Resource types defined by AWS
 * Partner Central". Each takes the member of the input that names it; without one, it is a resource that the operation
 * creates.
 */

/** A resource of the caller's account. */
const owned =
  (type: string, kind: Parameters<Arns['owned']>[0], isTaggable: boolean) =>
  <Member extends string = never>(...members: Member[]): Resource<Member> => ({
    type,
    members,
    isTaggable,
    arnsOf: (input, place) =>
      namedIn(input, members).map((id) =>
        arnsFor(place).owned(kind, place.account, catalogOf(input) as Catalog, id),
      ),
  });

/** A resource that several accounts share, named by id or ARN. */
const shared =
  (type: string, kind: SharedKind) =>
  <Member extends string = never>(...members: Member[]): Resource<Member> => ({
    type,
    members,
    isTaggable: false,
    arnsOf: (input, place) =>
      namedIn(input, members).map((id) =>
        id.startsWith('arn:') ? id : arnsFor(place).shared(kind, catalogOf(input) as Catalog, id),
      ),
  });

export const opportunity = owned('Opportunity', 'opportunity', true);
export const snapshotJob = owned('resource-snapshot-job', 'resource-snapshot-job', true);
export const engagement = shared('Engagement', 'engagement');
export const invitation = shared('engagement-invitation', 'engagement-invitation');
export const acceptTask = shared(
  'engagement-by-accepting-invitation-task',
  'engagement-by-accepting-invitation-task',
);
export const submissionTask = shared('engagement-from-opportunity-task', 'engagement-from-opportunity-task');
export const draftTask = shared('OpportunityFromEngagementTask', 'opportunity-from-engagement-task');
export const prospectingTask = shared('ProspectingFromEngagementTask', 'prospecting-from-engagement-task');

/**
 * A snapshot, named by several members. In AWS's policy for the role of snapshot jobs it is below its engagement and without
 * an account, as it is in responses; the reference's table shows it with an account.
 * AWS docs: working-with-multi-partner-opportunities, "Creating a custom policy for ResourceSnapshotJobRole".
 */
export const snapshot: Resource<'EngagementIdentifier'> = {
  type: 'ResourceSnapshot',
  members: ['EngagementIdentifier'],
  isTaggable: false,
  arnsOf: (input, place) => {
    const part = (member: string): string => namedIn(input, [member])[0] ?? '*';
    const revision = (input as { Revision?: number }).Revision ?? '*';
    return engagement('EngagementIdentifier')
      .arnsOf(input, place)
      .map(
        (arn) =>
          `${arn}/resource/${part('ResourceType')}/${part('ResourceIdentifier')}` +
          `/template/${part('ResourceSnapshotTemplateIdentifier')}/snapshot/${revision}`,
      );
  },
};

/** A resource that can have tags, named by its ARN. */
export const taggable: Resource<'ResourceArn'> = {
  type: 'Opportunity or resource-snapshot-job',
  members: ['ResourceArn'],
  isTaggable: true,
  arnsOf: (input) => namedIn(input, ['ResourceArn']),
};

/** The IAM role that a request passes on, by its ARN, or by its name in the caller's account; none if it passes none. */
export const role = <Member extends string>(member: Member): Resource<Member> => ({
  type: 'role',
  members: [member],
  isTaggable: false,
  arnsOf: (input, { account }) =>
    textsOf(input, member).map((name) =>
      name.startsWith('arn:') ? name : `arn:aws:iam::${account}:role/${name}`,
    ),
});

/** Returns the catalog of a request. If the request names a resource by ARN, it is in the ARN. */
const catalogOf = (input: object): string => catalogIn(input) ?? '*';

/** Returns undefined if the request names none. */
export const catalogIn = (input: object): string | undefined => {
  const { Catalog, ResourceArn = '' } = input as { Catalog?: string; ResourceArn?: string };
  return Catalog ?? /:catalog\/(AWS|Sandbox)\//.exec(ResourceArn)?.[1];
};

const UNNAMED: readonly string[] = ['*'];

const namedIn = (input: object, members: readonly string[]): readonly string[] => {
  const [only, ...others] = members;
  const first = only === undefined ? [] : textsOf(input, only);
  const named = others.length === 0 ? first : members.flatMap((member) => textsOf(input, member));
  return named.length > 0 ? named : UNNAMED;
};

const known = new Map<string, Arns>();

/** A server has one region. */
const arnsFor = ({ region }: Place): Arns => {
  const arns = known.get(region) ?? createArns(region);
  known.set(region, arns);
  return arns;
};
