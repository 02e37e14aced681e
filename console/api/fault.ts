/** One fault of a request: which member, and what is wrong with it. */
export interface FieldFault {
  FieldName?: string;
  Message: string;
  Code: string;
}

/** An error that the server answered, or that kept it from answering (`status` 0). */
export interface Fault extends Error {
  readonly isFault: true;
  /** The exception's name, e.g. `ValidationException`. */
  name: string;
  status: number;
  reason?: string;
  requestId?: string;
  /** Every fault of the request, by member. */
  fields: readonly FieldFault[];
  /** The whole body, e.g. for `Reason` and other members. */
  body: Readonly<Record<string, unknown>>;
}

export const isFault = (error: unknown): error is Fault =>
  error instanceof Error && (error as { isFault?: boolean }).isFault === true;

/** Whether nobody answered: the server is gone, or the network. */
export const isUnreachable = (error: unknown): boolean => isFault(error) && error.status === 0;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Makes the error of a response that is none of success. */
export const faultOf = (
  status: number,
  body: Readonly<Record<string, unknown>>,
  requestId?: string | null,
): Fault => {
  const name = textOf(body.__type)?.split('#').at(-1) ?? `Status ${status}`;
  const error = new Error(textOf(body.Message) ?? textOf(body.message) ?? `The server answered ${status}.`);
  const fields = Array.isArray(body.ErrorList) ? (body.ErrorList as FieldFault[]) : [];
  const reason = textOf(body.Reason);
  return Object.assign(error, {
    isFault: true as const,
    name,
    status,
    fields,
    body,
    ...(reason !== undefined && { reason }),
    ...(requestId && { requestId }),
  });
};

/** Makes the error of a request that got no response. */
export const unreachable = (cause: unknown): Fault =>
  Object.assign(new Error('The server does not answer.', { cause }), {
    isFault: true as const,
    name: 'Unreachable',
    status: 0,
    fields: [],
    body: {},
  });

/** Fetches, and throws a fault unless the response is one of success. */
export const fetchOk = async (request: Request): Promise<Response> => {
  const response = await fetch(request).catch((cause: unknown) => {
    if (request.signal.aborted) throw cause;
    throw unreachable(cause);
  });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => ({}));
  throw faultOf(
    response.status,
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
    response.headers.get('x-amzn-requestid'),
  );
};
