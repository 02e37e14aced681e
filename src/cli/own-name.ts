/** How this command is called again: what npx and npm's scripts start is on no path. */
export const ownName = (): string => (process.env.npm_command === undefined ? 'cosell' : 'npx cosell');
