import Type from 'typebox';
import { effects, FaultSchema } from './injection-schema.ts';
import { Decision } from './review-schema.ts';
import { AccountId, Catalog } from './schemas.ts';

/** The schemas of JSON that the server itself stores. They state what later code relies on, and no limits of texts. */

const Text = Type.String();

/** See rules/opportunities/team.ts. */
export const Person = Type.Object({ email: Text, firstName: Text, lastName: Text });

/** See events/catalogue.ts. */
export const EventEnvelope = Type.Object({
  version: Text,
  id: Text,
  'detail-type': Text,
  source: Text,
  account: AccountId,
  time: Text,
  region: Text,
  resources: Type.Array(Text),
  detail: Type.Object({}, { additionalProperties: true }),
});

const HttpParameters = Type.Array(
  Type.Object({
    Key: Type.Optional(Text),
    Value: Type.Optional(Text),
    IsValueSecret: Type.Optional(Type.Boolean()),
  }),
);
const Http = Type.Object({
  HeaderParameters: Type.Optional(HttpParameters),
  QueryStringParameters: Type.Optional(HttpParameters),
  BodyParameters: Type.Optional(HttpParameters),
});
/** See event-bridge/connection.ts. */
export const ConnectionDocument = Type.Object({
  Description: Type.Optional(Text),
  AuthorizationType: Type.Unsafe<string>({ enum: ['BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY'] }),
  SecretArn: Text,
  AuthParameters: Type.Object({
    BasicAuthParameters: Type.Optional(Type.Object({ Username: Type.Optional(Text) })),
    OAuthParameters: Type.Optional(
      Type.Object({
        ClientParameters: Type.Object({ ClientID: Type.Optional(Text) }),
        AuthorizationEndpoint: Type.Optional(Text),
        HttpMethod: Type.Optional(Text),
        OAuthHttpParameters: Type.Optional(Http),
      }),
    ),
    ApiKeyAuthParameters: Type.Optional(Type.Object({ ApiKeyName: Type.Optional(Text) })),
    InvocationHttpParameters: Type.Optional(Http),
  }),
});

/** The key of a task, from which the response to a repeated request is made: operations/tasks/start-task.ts. */
export const TaskKey = Type.Object({ catalog: Catalog, id: Text });

/** See access/permissions/principal.ts. */
export const Principal = Type.Object({
  account: AccountId,
  arn: Text,
  userId: Text,
  session: Type.Optional(
    Type.Object({
      roleArn: Type.Optional(Text),
      policy: Type.Optional(Text),
      policyArns: Type.Optional(Type.Array(Text)),
      tags: Type.Optional(
        Type.Unsafe<Record<string, string>>({ type: 'object', additionalProperties: { type: 'string' } }),
      ),
      sourceIdentity: Type.Optional(Text),
    }),
  ),
});

/** See store/repositories/planned-reviews.ts. */
export const PlannedReview = Type.Object({
  decision: Decision,
  comments: Type.Optional(Text),
  at: Type.String({ pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$` }),
});

/** Names with durations in milliseconds: model/quirks.ts. A later version may know other names. */
export const Quirks = Type.Object({ quirks: Type.Array(Type.Tuple([Text, Type.Number()])) });

/** See controls/injection.ts. */
export const InjectionMatch = Type.Object({
  account: Type.Optional(AccountId),
  operation: Type.Optional(Text),
  catalog: Type.Optional(Catalog),
  step: Type.Optional(Text),
});

const kind = (name: string) => Type.Unsafe<string>({ const: name });
/** By kind. */
export const InjectionEffects: Readonly<Record<string, object>> = {
  fail: Type.Object({ kind: kind('fail'), reasonCode: effects.fail, message: Type.Optional(Text) }),
  exception: Type.Object({
    kind: kind('exception'),
    name: effects.exception,
    message: Type.Optional(Text),
    reason: Type.Optional(Text),
    errorList: Type.Optional(Type.Array(FaultSchema)),
  }),
  delay: Type.Object({ kind: kind('delay'), milliseconds: effects.delay }),
  throttle: Type.Object({
    kind: kind('throttle'),
    perSecond: effects.throttle,
    admitted: Type.Optional(Type.Array(Type.Number())),
  }),
  drop: Type.Object({ kind: kind('drop'), when: effects.drop }),
  taskWait: Type.Object({ kind: kind('taskWait'), milliseconds: effects.taskWait }),
};
