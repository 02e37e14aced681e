/** Whether something that a file exports is an operation of a service: it has a name, an access level and a handler. */
export const isOperation = <Operation>(exported: unknown): exported is Operation =>
  typeof exported === 'object' &&
  exported !== null &&
  'name' in exported &&
  'access' in exported &&
  'handle' in exported;
