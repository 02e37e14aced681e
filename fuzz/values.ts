import type { Random } from './random.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Texts that programs tend to take for something else. */
export const texts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\ufeff',
  '🛒'.repeat(200),
  'a'.repeat(256),
  'a'.repeat(70_000),
  '%00%0a%0d',
  '\r\nX-Injected: 1\r\n\r\n',
  "' OR 1=1; --",
  '"; DROP TABLE opportunities; --',
  '\u0024{jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '999999999999999999999999999',
  '0001-01-01',
  '2026-02-30',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  'arn:aws:partnercentral:us-east-1::catalog/AWS/engagement/eng-0000000000000',
  'arn:aws:iam::000000000000:root',
  'arn:::::::::::',
  'aws',
  'AWS',
  'Sandbox',
  '111111111111',
  'O1',
  'eng-00000000000000',
  'https://[::1]:4747/',
  'http://169.254.169.254/latest/meta-data',
  '(a+)+$',
  '*'.repeat(300),
  '%'.repeat(500),
];

const numbers: readonly number[] = [0, -0, -1, 1, 0.1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, 1e308, 5e-324];

/** A value that has most likely the wrong type or form. */
export const nastyValue = (random: Random, depth = 0): Json => {
  const kinds = depth > 3 ? 4 : 7;
  switch (random.below(kinds)) {
    case 0:
      return random.pick(texts);
    case 1:
      return random.pick(numbers);
    case 2:
      return random.pick([null, true, false]);
    case 3:
      return random.pick(texts).slice(0, random.below(40));
    case 4:
      return Array.from({ length: random.below(4) }, () => nastyValue(random, depth + 1));
    case 5:
      return Array.from({ length: random.pick([0, 1, 11, 101, 1001]) }, () => 'x');
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          random.pick(texts).slice(0, 80),
          nastyValue(random, depth + 1),
        ]),
      );
  }
};

/** Returns a copy in which one to four places are changed. */
export const mutated = (value: Json, random: Random): Json => {
  let result = value;
  for (let count = 1 + random.below(4); count > 0; count--) result = mutatedOnce(result, random);
  return result;
};

const mutatedOnce = (value: Json, random: Random): Json => {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
    const index = random.below(value.length);
    const item = value[index] as Json;
    if (random.chance(0.15)) return value.filter((_, at) => at !== index);
    if (random.chance(0.15)) return [...value, item, item];
    return value.map((each, at) => (at === index ? mutatedOnce(each, random) : each));
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    random.chance(0.9)
  ) {
    const name = random.pick(Object.keys(value));
    const member = value[name] as Json;
    if (random.chance(0.1)) return without(value, name);
    if (random.chance(0.05)) return { ...value, [random.pick(texts).slice(0, 80)]: member };
    return { ...value, [name]: mutatedOnce(member, random) };
  }
  if (typeof value === 'string' && value !== '' && random.chance(0.4)) return mutatedText(value, random);
  return nastyValue(random);
};

const without = (value: { [name: string]: Json }, name: string): Json =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));

const mutatedText = (text: string, random: Random): string => {
  const at = random.below(text.length + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + random.pick(texts).slice(0, 20) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.repeat(1 + random.below(20));
    default:
      return text.slice(0, at) + String.fromCharCode(random.below(0x300)) + text.slice(at + 1);
  }
};

/** Returns the bytes of a body. One in five is damaged as text, so that it may be no JSON, or such as JSON.stringify never writes. */
export const bodyOf = (value: Json, random: Random): Buffer => {
  const text = JSON.stringify(value);
  if (!random.chance(0.2)) return Buffer.from(text);
  const at = random.below(text.length + 1);
  switch (random.below(9)) {
    case 0:
      return Buffer.from(text.slice(0, at));
    case 1:
      return Buffer.from(`${text}${text}`);
    case 2:
      return Buffer.from(
        text.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
      );
    case 3:
      return Buffer.from(
        text.replace(
          '{',
          `{"Catalog":"AWS","Catalog":"Sandbox","Catalog":${JSON.stringify(random.pick(texts))},`,
        ),
      );
    case 4:
      return Buffer.from(`${'['.repeat(random.pick([10, 1_000, 100_000]))}`);
    case 5:
      return Buffer.from(`${'{"a":'.repeat(random.pick([10, 1_000, 50_000]))}1${'}'.repeat(10)}`);
    case 6:
      return Buffer.from(
        text.replace(
          /"[^"]*"(?=[,}])/,
          random.pick(['1e999', '-1e999', '0123', '1E400', `1${'0'.repeat(400)}`, 'NaN']),
        ),
      );
    case 7:
      return Buffer.concat([
        Buffer.from(text.slice(0, at)),
        random.bytes(1 + random.below(8)),
        Buffer.from(text.slice(at)),
      ]);
    default:
      return Buffer.concat([
        random.pick([Buffer.from('\ufeff'), Buffer.from([0xff, 0xfe]), Buffer.from('/**/')]),
        Buffer.from(text),
      ]);
  }
};
