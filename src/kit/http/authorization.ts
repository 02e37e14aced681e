import { remember } from '../flow/remember.ts';
import { IncompleteSignatureException } from '../service/errors.ts';

/** What the `Authorization` header of AWS Signature Version 4 says. */
export interface Authorization {
  /** The same object as long as the server remembers it: a client sends the same all day. */
  scope: Scope;
  signature: string;
}

/** All but the signature. */
export interface Scope {
  accessKeyId: string;
  /** `YYYYMMDD` */
  date: string;
  region: string;
  service: string;
  /** What the signature names of these: `<YYYYMMDD>/<region>/<service>/aws4_request`. */
  credentialScope: string;
  /** Names of the headers that are part of the signature, sorted. */
  signedHeaders: readonly string[];
  /** The same as a list. */
  signedHeaderList: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const FORM = `${ALGORITHM} Credential=<key>/<YYYYMMDD>/<region>/<service>/aws4_request, SignedHeaders=<names>, Signature=<hex>`;

const credentialForm =
  /^(?<accessKeyId>[\w-]{1,128})\/(?<date>\d{8})\/(?<region>[a-z0-9-]{1,64})\/(?<service>[a-z0-9-]{1,64})\/aws4_request$/;

/**
 * Reads an `Authorization` header. The three parts may come in any order, with or without space around the commas.
 * @throws IncompleteSignatureException if it is not one of Signature Version 4, or lacks a part
 */
export const parseAuthorization = (header: string): Authorization => {
  const end = header.lastIndexOf(SIGNATURE);
  const signature = header.slice(end + SIGNATURE.length);
  // A client sends the same scope all day, and a new signature with each request.
  if (end < 0 || end > KEPT_LENGTH || !/^[0-9a-f]{64}$/.test(signature)) return parse(header);
  return { scope: scopeOf(header.slice(0, end)), signature };
};

const SIGNATURE = 'Signature=';
/** Longer headers are parsed each time. */
const KEPT_LENGTH = 1_024;
const KEPT_CHARACTERS = 262_144;

const scopeOf = remember((head) => parse(`${head}${SIGNATURE}-`).scope, KEPT_CHARACTERS);

const parse = (header: string): Authorization => {
  const [, algorithm, rest = ''] = /^(\S+)\s*(.*)$/s.exec(header.trim()) ?? [];
  if (algorithm !== ALGORITHM) throw incomplete(`The algorithm is not ${ALGORITHM}.`);
  const parts = new Map<string, string>();
  for (const part of rest.split(',')) {
    const [, name, value] = /^\s*(\w+)=(\S+)\s*$/.exec(part) ?? [];
    if (!name || !value || parts.has(name)) throw incomplete('A part of the header is not name=value.');
    parts.set(name, value);
  }
  const credential = credentialForm.exec(partOf(parts, 'Credential'))?.groups;
  if (!credential) throw incomplete('Credential is not a key and its scope.');
  const { accessKeyId = '', date = '', region = '', service = '' } = credential;
  const signedHeaders = partOf(parts, 'SignedHeaders').split(';').sort();
  const scope = {
    ...{ accessKeyId, date, region, service, signedHeaders },
    credentialScope: `${date}/${region}/${service}/aws4_request`,
    signedHeaderList: signedHeaders.join(';'),
  };
  return { scope, signature: partOf(parts, 'Signature') };
};

const partOf = (parts: ReadonlyMap<string, string>, name: string): string => {
  const value = parts.get(name);
  if (value === undefined) throw incomplete(`${name} is missing.`);
  return value;
};

const incomplete = (what: string) =>
  IncompleteSignatureException(`The Authorization header cannot be read. ${what} It has the form: ${FORM}.`);
