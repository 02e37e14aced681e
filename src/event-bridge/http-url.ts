/** Whether a text is an HTTP or HTTPS URL. AWS accepts only HTTPS, but local handlers often have no TLS. */
export const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
