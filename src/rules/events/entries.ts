import { isDeeperThan } from '../../kit/shape/nesting.ts';

/** The members of a PutEvents entry that are checked here. */
interface Entry {
  Source?: string | undefined;
  DetailType?: string | undefined;
  Detail?: string | undefined;
}

/** Why an entry is rejected. */
export interface EntryFault {
  ErrorCode: 'InvalidArgument' | 'MalformedDetail' | 'NotAuthorizedForSourceException';
  ErrorMessage: string;
}

const REQUIRED = ['Source', 'DetailType', 'Detail'] as const;

/** In characters. AWS API reference: PutEventsRequestEntry. */
const DETAIL_TYPE_LENGTH = 128;

/**
 * Returns the first fault of an entry, or undefined. AWS API reference: PutEventsRequestEntry, PutEventsResultEntry; the
 * words are reported by moto and LocalStack, whose tests ran against AWS.
 */
export const entryFault = (entry: Entry): EntryFault | undefined => {
  const missing = REQUIRED.find((name) => !entry[name]);
  if (missing) return invalid(missing, `${missing} is a required argument.`);
  const { Source = '', DetailType = '', Detail = '' } = entry;
  if (Source.startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  if ([...DetailType].length > DETAIL_TYPE_LENGTH) {
    return invalid('DetailType', `It has more than ${DETAIL_TYPE_LENGTH} characters.`);
  }
  return isObject(Detail)
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
};

const invalid = (name: string, reason: string): EntryFault => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

/** No limit of AWS is known. What is nested much deeper cannot be written as JSON again, because that is recursive. */
const MAX_DEPTH = 1_000;

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' && value !== null && !Array.isArray(value) && !isDeeperThan(value, MAX_DEPTH)
    );
  } catch {
    return false;
  }
};
