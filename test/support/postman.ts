import { send, sign } from './wire.ts';

/** The key of a partner at a server that checks signatures. */
export const PARTNER_KEY = { accessKeyId: 'AKIAPARTNER', secretAccessKey: 'partner-secret' };

/** The members of a response that the flows read. */
interface AnswerBody {
  __type?: string;
  Id?: string;
  OpportunityId?: string;
  LastModifiedDate?: string;
  LifeCycle?: { ReviewStatus?: string };
  EngagementInvitationSummaries?: { Id: string }[];
  [member: string]: unknown;
}

/** A response as parsed JSON. */
export interface PathAnswer {
  status: number;
  /** Empty if the operation has no output. */
  text: string;
  body: AnswerBody;
}

/**
 * Calls operations as AWS's Postman collection does: by their path, as `application/json`, without X-Amz-Target, signed.
 * Source: aws-samples/partner-crm-integration-samples, PostmanCollections.
 */
export const postman =
  (server: { endpoint: string }) =>
  async (operation: string, body: object): Promise<PathAnswer> => {
    const headers = {
      accept: 'application/json, text/javascript, */*; q=0.01',
      'content-type': 'application/json; charset=UTF-8',
    };
    const request = { path: `/${operation}`, headers, body: JSON.stringify(body) };
    const { status, text, json } = await send(server, await sign(server, request, PARTNER_KEY));
    return { status, text, body: (json ?? {}) as AnswerBody };
  };
