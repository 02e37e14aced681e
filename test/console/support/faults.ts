import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

/** What a browser itself logs for each call that the server refused; the page shows what was refused. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Adds what pages report: CSP violations, which are no errors of a script. */
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  console.error('CSP violation of ' + violatedDirective + ' by ' + blockedURI + ' ' + sample));`;

/** Collects what no page of the console may do. */
export interface Faults {
  readonly all: readonly string[];
}

/**
 * Watches all pages of a context: errors that a page throws or logs, violations of the Content-Security-Policy, and requests
 * to another origin than the server's.
 */
export const watchFaults = async (context: BrowserContext, origin: string): Promise<Faults> => {
  const all: string[] = [];
  await context.addInitScript(REPORT_VIOLATIONS);
  const watchPage = (page: Page): void => {
    page.on('pageerror', (error) => all.push(`The page threw ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (isFault(message, origin)) all.push(`The page logged ${message.text()} (${message.location().url})`);
    });
    page.on('crash', () => all.push('The page crashed.'));
  };
  context.on('page', watchPage);
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) {
      all.push(`The page asked for ${url.href}, which is not of this server.`);
    }
  });
  return { all };
};

const isFault = (message: ConsoleMessage, origin: string): boolean => {
  if (message.type() !== 'error') return false;
  // The API's own refusals; a file that is missing is a fault.
  const { pathname } = new URL(message.location().url || origin);
  const isOfApi = pathname.endsWith('/') || pathname.includes('/_cosell/');
  return !(isOfApi && REFUSED.test(message.text()));
};
