import type { ConsolePage } from '../../kit/action/action.ts';
import { type ServerFlags, send } from './call.ts';

/** Returns the address of a page of the console. A server behind a path prefix has it in its endpoint. */
export const consoleAddress = (
  endpoint: string,
  { account, catalog = 'Sandbox', path }: Omit<ConsolePage, 'id'>,
): string => `${endpoint}/${encodeURIComponent(account)}/${encodeURIComponent(catalog)}/${path}`;

/** Whether the terminal may be sent escape sequences. Those that know no hyperlinks (OSC 8) ignore them. */
export const showsHyperlinks = (
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean => isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';

/**
 * Makes the ids in a text hyperlinks. It takes text that is laid out already, because the escape sequences have no width, which
 * tables do not know.
 */
export const linkIds = (text: string, addresses: ReadonlyMap<string, string>): string =>
  text.replace(/[\w-]+/g, (word) => {
    const address = addresses.get(word);
    return address === undefined ? word : hyperlink(address, word);
  });

/** https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
const hyperlink = (address: string, text: string): string =>
  `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;

/** Adds the addresses of pages to what people read, if the server has a console. Costs a request if there are pages. */
export const withLinks = async (
  text: string,
  { pages, isOfOne = false }: { pages: readonly ConsolePage[]; isOfOne?: boolean | undefined },
  flags: ServerFlags,
): Promise<string> => {
  if (pages.length === 0 || !(await hasConsole(flags))) return text;
  const addresses = new Map(pages.map((page) => [page.id, consoleAddress(flags.endpoint, page)]));
  const linked = showsHyperlinks(process.env, process.stdout.isTTY) ? linkIds(text, addresses) : text;
  return isOfOne ? `${linked}\nOpen: ${[...addresses.values()].join('\n      ')}` : linked;
};

/** Whether browsers get a page: without a console (--no-console) they get an error of the API. */
const hasConsole = async (flags: ServerFlags): Promise<boolean> => {
  const response = await send(flags, { method: 'HEAD', path: '/', headers: { accept: 'text/html' } }).catch(
    () => undefined,
  );
  return response !== undefined && !response.headers.has('x-amzn-errortype');
};
