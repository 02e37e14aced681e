/** Of the reference of the API. */

export const docs = {
  title: 'API reference',
  description: 'The operator’s API of this server. The Partner Central Selling API is the one of AWS.',
  help: 'Each route is a command of cosell and a method of the test handle, too. The document itself is at /_cosell/openapi.json.',
  filter: 'Find a route',
  takes: (name: string) => `What ${name} takes`,
  answers: 'What it answers',
  try: 'Try it',
  send: 'Send',
  yes: 'Yes',
  anything: 'anything',
  listOf: (type: string) => `list of ${type}`,
  handle: (name: string) => `In tests: cosell.${name}()`,
  scope: (scope: string) => `token with the scope ${scope}`,
  places: { path: 'path', query: 'query', body: 'body' },
  columns: { name: 'Member', place: 'Where', type: 'Type', required: 'Required', what: 'What it is' },
};
