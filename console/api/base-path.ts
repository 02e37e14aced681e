/** The path under which the console is served, with a slash at its end; `/` unless a proxy adds a prefix. */
export const basePath = new URL(document.baseURI).pathname;
