import { randomInt } from 'node:crypto';
import { formOf, partsOfArn } from '../forms.ts';
import { isEmail, isPhone, likeEmail, likePhone } from './contacts.ts';
import { type Draw, digitsOf, lettersOf, reshape } from './letters.ts';

/**
 * What each original is called in a cassette: the same wherever it comes, and nothing else. Pseudonyms are drawn at random, so that
 * no key or calculation leads back; the ledger exists only as long as the recording.
 */
export interface Ledger {
  /** Returns the pseudonym of an original; `make` draws one if it has none. */
  nameOf(original: string, make: (draw: Draw) => string): string;
  /** Returns the pseudonym of an id, an account, a UUID or an ARN, in the same form. Other texts stay. */
  identity(text: string): string;
  /** Returns a text of the service, such as a message, with the pseudonyms of all originals and identities in it. */
  inMessage(text: string): string;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Few short texts exist: then two originals share one. */
const TRIES = 50;
/** Shorter ones come in messages by chance. */
const SHORTEST_IN_MESSAGES = 3;

const FOUND =
  /arn:[\w-]*:[^\s'",;)]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?:eng|engi|task|job)-[0-9a-z]{8,}\b|\bO\d{3,19}\b|\bS-\d{3,19}\b|\b\d{12}\b|[^\s'"<>:,;()]+@[\w-]+(?:\.[\w-]+)+|\+\d{6,15}\b/gi;

/**
 * @param keep originals that stay as they are
 * @param draw default random
 */
export const createLedger = (
  keep: readonly string[] = [],
  draw: Draw = (limit) => randomInt(limit),
): Ledger => {
  const names = new Map<string, string>(keep.map((text) => [text, text]));
  const taken = new Set<string>(keep);
  const nameOf: Ledger['nameOf'] = (original, make) => {
    const known = names.get(original);
    if (known !== undefined) return known;
    let name = make(draw);
    for (let tries = 1; tries < TRIES && (taken.has(name) || name === original); tries++) name = make(draw);
    names.set(original, name);
    taken.add(name);
    return name;
  };
  const identity = (text: string): string => {
    switch (formOf(text)) {
      case 'account':
        return nameOf(text, (from) => digitsOf(text.length, from));
      case 'uuid':
        return nameOf(text, (from) =>
          text.replace(/[0-9a-f]/gi, () => lettersOf(ALPHABET.slice(0, 16), 1, from)),
        );
      case 'id':
        return nameOf(text, (from) => likeId(text, from));
      case 'arn':
        return names.get(text) ?? likeArn(text, identity, nameOf);
      default:
        return text;
    }
  };
  const inMessage = (text: string): string => {
    const found = text.replace(FOUND, (part) => {
      if (formOf(part) !== 'text') return identity(part);
      if (isEmail(part)) return nameOf(part, (from) => likeEmail(part, from));
      return isPhone(part) ? nameOf(part, (from) => likePhone(part, from)) : part;
    });
    return [...names]
      .filter(([original]) => original.length >= SHORTEST_IN_MESSAGES && found.includes(original))
      .sort(([one], [other]) => other.length - one.length)
      .reduce((message, [original, name]) => message.replaceAll(wordsLike(original), () => name), found);
  };
  return { nameOf, identity, inMessage };
};

const wordsLike = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');

/** `O123` → `O706`, `eng-0a1b` → `eng-x7k2`. */
const likeId = (id: string, draw: Draw): string => {
  const [, prefix = '', rest = ''] = /^(O|[a-zA-Z]+-)(.*)$/.exec(id) ?? [];
  return (
    prefix + (/^[OS]/.test(prefix) ? digitsOf(rest.length, draw) : lettersOf(ALPHABET, rest.length, draw))
  );
};

/** Where in an ARN, split with its separators, the service stands. */
const SERVICE = 4;
/** Where the names of a resource begin, after its type. AWS Marketplace has two: `AWSMarketplace/Offer/…`. */
const nameAt = (service: string | undefined): number => (service === 'aws-marketplace' ? 14 : 12);

/** Partner Central's own ARNs have ids and words of the API; the names in others, such as those of roles, are their owners'. */
const likeArn = (arn: string, identity: Ledger['identity'], nameOf: Ledger['nameOf']): string => {
  const parts = partsOfArn(arn);
  const service = parts[SERVICE];
  return parts
    .map((part, index) => {
      if (!['text', 'moment'].includes(formOf(part))) return identity(part);
      const isName = service !== 'partnercentral' && index >= nameAt(service) && /[\p{L}\p{N}]/u.test(part);
      return isName ? nameOf(part, (draw) => reshape(part, draw)) : part;
    })
    .join('');
};
