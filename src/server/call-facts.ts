/** What the audit log and the journal both read from a call. */

/**
 * The log names operations of other services than Partner Central with a label, `events:PutRule`, and with nothing but the label
 * those that the service does not have.
 */
export const splitOperation = (name: string | undefined): [label: string, operation: string | undefined] => {
  const [, label = 'partnercentral-selling', operation] =
    /^(?:([a-z-]+)(?::|$))?(.*)$/.exec(name ?? '') ?? [];
  return [label, operation || undefined];
};

/** Takes what has the form of a key's id only, because anyone may write anything there. */
export const accessKeyIdIn = (authorization: string | undefined): string | undefined =>
  /Credential=([\w-]{1,128})\//.exec(authorization ?? '')?.[1];
