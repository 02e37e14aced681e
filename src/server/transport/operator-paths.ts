/** Where agents reach the server by the Model Context Protocol over HTTP. */
export const MCP_PATH = '/mcp';

/** Whether a route is the operator's. Give the matched route, so that no spelling of a path bypasses it. */
export const isOperatorPath = (url = ''): boolean => url.startsWith('/_cosell/') || url === MCP_PATH;
