/** An error as a response states it. */
export interface StatedError {
  message?: string | undefined;
  reason?: string | undefined;
  faults: readonly StatedFault[];
}

export interface StatedFault {
  fieldName?: string | undefined;
  message: string;
  code: string;
}

/** Reads the body of an error: JSON, or the XML of STS. */
export const readError = (body: string | undefined): StatedError => {
  const parsed = parse(body);
  const { Message, message, Reason, ErrorList } = parsed;
  const faults = Array.isArray(ErrorList) ? ErrorList : [];
  return {
    message: text(Message) ?? text(message) ?? xmlMessage(body),
    reason: text(Reason),
    faults: faults.map(({ FieldName, Message, Code }: Record<string, unknown>) => ({
      fieldName: text(FieldName),
      message: text(Message) ?? '',
      code: text(Code) ?? '',
    })),
  };
};

/** Returns the message of an error. */
export const messageIn = (body: string | undefined): string | undefined => readError(body).message;

const parse = (body = ''): Record<string, unknown> => {
  try {
    const value: unknown = body.startsWith('{') ? JSON.parse(body) : {};
    return value as Record<string, unknown>;
  } catch {
    return {};
  }
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const xmlMessage = (body = ''): string | undefined =>
  /<Message>([^<]*)<\/Message>/
    .exec(body)?.[1]
    ?.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
