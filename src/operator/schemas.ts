import Type from 'typebox';

/** Shared by several actions. */

export const AccountId = Type.String({
  pattern: '^([0-9]{12}|[aA][wW][sS])$',
  description: 'Twelve digits, or aws.',
});
/** A solution of a partner. */
const Solution = Type.Object({
  id: Type.String({ pattern: '^S-[0-9]{1,19}$', description: 'S- and up to 19 digits.' }),
  name: Type.String({ minLength: 1, maxLength: 255 }),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 255, default: 'Software Product' })),
  catalog: Type.Optional(Type.Union([Type.Literal('AWS'), Type.Literal('Sandbox')], { default: 'AWS' })),
  status: Type.Optional(
    Type.Union([Type.Literal('Active'), Type.Literal('Inactive'), Type.Literal('Draft')], {
      default: 'Active',
    }),
  ),
});
/** The first member of the team of each of an account's opportunities. */
const OpportunityOwner = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 80 }),
    firstName: Type.String({ minLength: 1, maxLength: 80 }),
    lastName: Type.String({ minLength: 1, maxLength: 80 }),
  },
  { description: "The account's alliance lead. Default a made-up person." },
);
export const Account = Type.Object({
  id: AccountId,
  companyName: Type.String({ minLength: 1, maxLength: 120 }),
  websiteUrl: Type.Optional(Type.String({ maxLength: 255 })),
  opportunityOwner: Type.Optional(OpportunityOwner),
  solutions: Type.Optional(Type.Array(Solution, { maxItems: 100 })),
});

/** Returns the schema of a string enumeration. */
export const oneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: values, description });

export const Catalog = oneOf(['AWS', 'Sandbox'] as const, 'One of two separate worlds.');
/** For what an id names already. */
export const CatalogOfId = oneOf(
  ['AWS', 'Sandbox'] as const,
  'One of two separate worlds. Default the one that has the id.',
);
export const OpportunityId = Type.String({
  pattern: '^O[0-9]{1,19}$',
  description: 'The id of an opportunity, e.g. O1234567.',
});
export const SubscriptionId = Type.String({
  maxLength: 160,
  description: 'The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.',
});
/** The members that ask for a page, newest first: `limit` things after the `next` of the page before. */
export const pageOfNewest = ({ most, usual }: { most: number; usual: number }) => ({
  after: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,15}$', description: 'The `next` of an earlier response.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual })),
});
/** The member of a page that asks for the next one. */
export const nextOfNewest = (things: string) =>
  Type.Optional(
    Type.String({ description: `The \`after\` of the next page, with older ${things}; absent on the last.` }),
  );
/** What the feed no longer has, and was asked for. */
export const GoneEvents = (description: string) =>
  Type.Object(
    {
      through: Type.String({
        description: 'The greatest number of a deleted event. Others up to it may be there.',
      }),
      recordedBefore: Type.String({ description: 'When the last of them was recorded at the latest.' }),
    },
    { description },
  );
