/** An entry of PutEvents, as far as it can be refused. */
interface Entry {
  Source?: string | undefined;
  DetailType?: string | undefined;
  Detail?: string | undefined;
}

/** Why an entry is refused. */
export interface EntryFault {
  ErrorCode: 'InvalidArgument' | 'MalformedDetail' | 'NotAuthorizedForSourceException';
  ErrorMessage: string;
}

const REQUIRED = ['Source', 'DetailType', 'Detail'] as const;

/** How long a detail type may be, in characters. AWS API reference: PutEventsRequestEntry. */
const DETAIL_TYPE_LENGTH = 128;

/**
 * The first thing that is wrong with an entry; undefined where nothing is. AWS API reference: PutEventsRequestEntry,
 * PutEventsResultEntry; the words are reported by moto and LocalStack, whose tests ran against AWS.
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

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};
