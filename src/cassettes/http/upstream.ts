import { certificateFault } from '../../kit/http/authorities.ts';
import { type Keys, sign } from '../../kit/http/sign.ts';
import { ServiceError } from '../../kit/service/errors.ts';
import { isMembers, type Json, type Members } from '../../kit/shape/differences.ts';
import { partnerCentral } from '../../operations/service.ts';
import { version } from '../../server/package.ts';

/** An answer of the API. */
export interface ApiAnswer {
  status: number;
  /** The exception's name, without a namespace. */
  exception?: string;
  members: Members;
  /** As it came. */
  body: Buffer;
  requestId?: string | undefined;
  retryAfter?: string | undefined;
}

export interface Upstream {
  endpoint: URL;
  region: string;
  /** How long an answer may take. */
  timeoutMs: number;
}

const LARGEST_ANSWER_BYTES = 64 * 1_048_576;

/**
 * Sends a call, signed with these keys. Throws a ServiceError for the program that says why there is no answer of the API: the
 * endpoint cannot be reached (503), takes too long (504), or answers something else (502).
 */
export const sendCall = async (
  { endpoint, region, timeoutMs }: Upstream,
  { operation, body }: { operation: string; body: string | Buffer },
  keys: Keys,
): Promise<ApiAnswer> => {
  const headers = {
    'content-type': partnerCentral.protocol.contentType,
    'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
    'user-agent': `cosell/${version}`,
  };
  const scope = { region, service: partnerCentral.signingName };
  const signed = await sign({ method: 'POST', url: endpoint, headers, body }, keys, scope);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sent = {
      method: 'POST',
      headers: signed,
      body: body as string,
      redirect: 'manual',
      signal,
    } as const;
    const response = await fetch(endpoint, sent);
    return readAnswer(response, await readAll(response), endpoint);
  } catch (error) {
    throw error instanceof ServiceError ? error : noAnswer(error as Error, endpoint, timeoutMs);
  }
};

const readAll = async ({ body }: Response): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER_BYTES)
      throw unavailable(502, `The upstream's answer has more than ${LARGEST_ANSWER_BYTES / 1_048_576} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const readAnswer = ({ status, headers }: Response, body: Buffer, endpoint: URL): ApiAnswer => {
  const members = parse(body);
  const named = headers.get('x-amzn-errortype') ?? (isMembers(members) ? members.__type : undefined);
  if (!isMembers(members) || (status !== 200 && typeof named !== 'string')) {
    const type = headers.get('content-type') ?? 'no content type';
    throw unavailable(
      502,
      `${endpoint.origin} answers with status ${status} and ${type}, which is no answer of the API. Look whether that is its endpoint, and what stands in between.`,
    );
  }
  const { __type: _, ...rest } = members;
  return {
    ...{ status, body },
    members: status === 200 ? members : rest,
    ...(status !== 200 && { exception: nameIn(String(named)) }),
    requestId: headers.get('x-amzn-requestid') ?? undefined,
    retryAfter: headers.get('retry-after') ?? undefined,
  };
};

/** AWS writes `com.amazonaws.partnercentral#Name`, or `Name:http://…`. Source: Smithy, "AWS JSON 1.0 protocol", error types. */
const nameIn = (type: string): string => type.replace(/^.*#/, '').replace(/:.*$/, '');

const parse = (body: Buffer): Json | undefined => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const noAnswer = (error: Error, { origin }: URL, timeoutMs: number): ServiceError => {
  if (error.name === 'TimeoutError')
    return unavailable(
      504,
      `${origin} did not answer within ${timeoutMs / 1_000} s. It may have done the call.`,
    );
  const fault = certificateFault(error);
  if (fault !== undefined)
    return unavailable(
      503,
      `The certificate of ${origin} ${fault}. If it is the right server, name the authority of its certificate in NODE_EXTRA_CA_CERTS.`,
    );
  const { code, message } = (error.cause ?? error) as { code?: string; message: string };
  return unavailable(
    503,
    `${origin} cannot be reached (${code ?? message}). Look at --upstream and the network.`,
  );
};

/** SDKs repeat calls that get it. */
const unavailable = (status: number, message: string): ServiceError =>
  new ServiceError('ServiceUnavailable', status, message);
