/** Whether a text is a URL that can be called. AWS takes HTTPS only; handlers on the same machine often have no TLS. */
export const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
