/** What a header such as Accept or Accept-Encoding says of the things that it names. RFC 9110, 12.4. */
const qualities = (header: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const entry of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number(weight);
    if (name) found.set(name, Number.isNaN(quality) ? 0 : quality);
  }
  return found;
};

/**
 * Whether a client wants a page for people: it names HTML, and not JSON before it. Browsers name HTML when they navigate, and
 * never otherwise; programs that accept anything name neither.
 */
export const wantsHtml = (accept = ''): boolean => {
  if (!/text\/html/i.test(accept)) return false;
  const found = qualities(accept);
  const html = found.get('text/html') ?? 0;
  return html > 0 && html >= (found.get('application/json') ?? 0);
};

/** Whether a client can read a content coding. */
export const canRead = (acceptEncoding: string, coding: string): boolean => {
  const found = qualities(acceptEncoding);
  return (found.get(coding) ?? found.get('*') ?? 0) > 0;
};
