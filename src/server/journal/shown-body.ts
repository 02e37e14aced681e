import type { ShownBody } from '../../operator/request-detail-schemas.ts';
import { BODY_LIMIT } from './bodies.ts';
import { namesSecret, redactForm, redactJson, redactXml } from './redact.ts';

/** Why a body is not there. */
const NOT_KEPT =
  'Bodies are not kept while signatures are checked. `cosell requests bodies` keeps those of further calls, --journal-bodies of all.';
const DROPPED = 'Dropped to make room for newer calls.';
const SHORTENED = `Only the first ${BODY_LIMIT / 1024} KiB are kept.`;
const WITHHELD = 'It cannot be read, and names members that hold secrets, so it is not shown.';

export interface RawBody {
  /** Undefined if it is not kept. */
  text: string | undefined;
  /** The length of the whole, in the unit of the limit. */
  length: number;
  contentType: string;
  wasDropped: boolean;
}

/** Returns a body as it may be shown: as JSON if it is, without secrets. */
export const shownBody = ({ text, length, contentType, wasDropped }: RawBody): ShownBody => {
  if (length === 0) return {};
  if (text === undefined) return { note: wasDropped ? DROPPED : NOT_KEPT };
  const isWhole = length <= BODY_LIMIT;
  const note = isWhole ? {} : { note: SHORTENED };
  if (/xml/.test(contentType)) return { text: redactXml(text), ...note };
  if (/urlencoded/.test(contentType)) return { text: redactForm(text), ...note };
  const json = isWhole ? parse(text) : undefined;
  if (json) return { json: redactJson(json.value) };
  return namesSecret(text) ? { note: WITHHELD } : { text, ...note };
};

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};
