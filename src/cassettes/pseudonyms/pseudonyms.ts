import type { NormalizedSchema } from '@smithy/core/schema';
import { isMembers, type Json, type Members } from '../../kit/shape/differences.ts';
import type { MemberLimit } from '../../kit/shape/limit.ts';
import { inputSchema, isOperationName, type OperationName, outputSchema } from '../../model/contract.ts';
import { limits } from '../../model/limits.ts';
import { formOf } from '../forms.ts';
import { isClosed } from './closed.ts';
import { isEmail, isPhone, isWebsite, likeEmail, likePhone, likeWebsite } from './contacts.ts';
import type { Ledger } from './ledger.ts';
import { type Draw, lettersOf, reshape, wordsOf } from './letters.ts';

/** Replaces what a call says of people, companies and accounts. */
export interface Pseudonyms {
  input(operation: string, input: Members): Members;
  output(operation: string, output: Members): Members;
  /** The members of an exception. */
  exception(members: Members): Members;
  account(account: string): string;
}

/**
 * Only what the contract says to be a word of the API stays: values of closed lists, numbers, amounts, dates. Every other text gets
 * a pseudonym, also in members that the contract does not know yet, which are those that AWS added. A pseudonym has the form of its
 * original and as many characters, so that the API accepts it, or refuses it, for the same reason.
 */
export const createPseudonyms = (ledger: Ledger): Pseudonyms => {
  const of =
    (writer: Writer, schemaOf: (name: OperationName) => NormalizedSchema) =>
    (operation: string, body: Members): Members =>
      structure(body, isOperationName(operation) ? schemaOf(operation) : undefined, { ledger, writer });
  return {
    input: of('program', inputSchema),
    output: of('service', outputSchema),
    exception: (members) => structure(members, undefined, { ledger, writer: 'exception' }),
    account: ledger.identity,
  };
};

/** Who wrote a body. The messages of a service are words with originals in between. */
type Writer = 'program' | 'service' | 'exception';

interface Context {
  ledger: Ledger;
  writer: Writer;
}

/** Where a value is. */
interface Place {
  member: string;
  limit: MemberLimit | undefined;
  /** The structure that has it. */
  beside: Members;
}

const structure = (members: Members, schema: NormalizedSchema | undefined, context: Context): Members => {
  const known = schema?.isStructSchema() ? schema : undefined;
  const parts = new Map(known ? [...known.structIterator()] : []);
  const name = known?.getName() ?? '';
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => {
      const place = { member, limit: limits[name]?.[member], beside: members };
      return [member, anyValue(value, parts.get(member), place, context)];
    }),
  );
};

const anyValue = (
  value: Json,
  schema: NormalizedSchema | undefined,
  place: Place,
  context: Context,
): Json => {
  if (typeof value === 'string') return text(value, place, context);
  if (Array.isArray(value)) {
    const limit = place.limit?.kind === 'items' ? place.limit.element : undefined;
    const element = schema?.isListSchema() ? schema.getValueSchema() : undefined;
    return value.map((each) => anyValue(each, element, { ...place, limit }, context));
  }
  return isMembers(value) ? structure(value, schema, context) : value;
};

const text = (value: string, { member, limit, beside }: Place, { ledger, writer }: Context): string => {
  if (member === 'NextToken')
    return ledger.nameOf(value, (draw) => lettersOf(TOKEN_LETTERS, [...value].length, draw));
  if (isMessage(member, beside, writer)) return ledger.inMessage(value);
  // The names of AWS's products, which are associated by name.
  if (member === 'RelatedEntityIdentifier' && beside.RelatedEntityType === 'AwsProducts') return value;
  const form = formOf(value);
  if (form === 'moment' || isClosed(value, member, limit)) return value;
  if (form !== 'text') return ledger.identity(value);
  return ledger.nameOf(value, (draw) => like(value, { member, limit }, draw));
};

/** Whether a text is what the service says: in an exception, or of a task and why it failed. */
const isMessage = (member: string, beside: Members, writer: Writer): boolean => {
  if (writer === 'program') return false;
  if (member === 'LastFailure') return true;
  return /^message$/i.test(member) && (writer === 'exception' || 'ReasonCode' in beside);
};

const like = (value: string, { member, limit }: Pick<Place, 'member' | 'limit'>, draw: Draw): string => {
  if (isEmail(value)) return likeEmail(value, draw);
  if (isPhone(value)) return likePhone(value, draw);
  if (isWebsite(value) || (member.endsWith('Url') && value.includes('.'))) return likeWebsite(value, draw);
  const isText = limit === undefined || limit.kind === 'chars';
  return isText ? wordsOf([...value].length, draw) : reshape(value, draw);
};

const TOKEN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
