import type { Functions } from './targets/reach.ts';

const key = /^(arn:aws[\w-]*:lambda:[a-z0-9-]+:(\d{12}|aws):function:)?[\w-]{1,64}(:[\w$-]{1,128})?$/;

/** Reads `functions` of a configuration. Throws an Error that says which entry is wrong and why. */
export const readFunctions = (given: unknown): Functions => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Error('functions has to be an object: names or ARNs of Lambda functions, and their URLs.');
  }
  for (const [name, url] of Object.entries(given)) {
    if (!key.test(name)) throw new Error(`functions has ${name}, which is no name and no ARN of a function.`);
    if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Error(`functions.${name} has to be an http or https URL.`);
    }
  }
  return given as Functions;
};
