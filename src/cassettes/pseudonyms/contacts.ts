import { type Draw, digitsOf, reshape } from './letters.ts';

/** E-mail addresses, phone numbers and websites that nobody has. */

/** A top-level domain that no one can register: RFC 2606. */
const NOBODYS = '.test';

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
export const isPhone = (text: string): boolean => /^\+[1-9]\d{1,14}$/.test(text);
export const isWebsite = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);

export const likeEmail = (email: string, draw: Draw): string => {
  const at = email.lastIndexOf('@');
  return `${reshape(email.slice(0, at), draw)}@${likeDomain(email.slice(at + 1), draw)}`;
};

/** No country has the code 999. Source: ITU-T E.164, list of assigned country codes. */
export const likePhone = (phone: string, draw: Draw): string => {
  const code = '999'.slice(0, phone.length - 1);
  return `+${code}${digitsOf(phone.length - 1 - code.length, draw)}`;
};

/** Hosts of AWS itself mean something to the API, as the pricing calculator's do. */
const AWS_HOST = /(?:^|\.)(?:calculator\.aws(?:\.eu)?|aws\.amazon\.com|amazonaws\.com)$/i;

/** Keeps the scheme, and of an address at AWS all but what names something there. */
export const likeWebsite = (website: string, draw: Draw): string => {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)?([^/?#]*)(.*)$/is.exec(website) ?? [];
  if (AWS_HOST.test(host)) return scheme + host + rest.replace(/[0-9a-f]{8,}/gi, (id) => likeHex(id, draw));
  return scheme + likeDomain(host, draw) + reshape(rest, draw);
};

const likeHex = (id: string, draw: Draw): string =>
  id.replace(/[a-f0-9]/gi, () => '0123456789abcdef'.charAt(draw(16)));

/** As long as the domain, if that can be: a limit counts its characters. */
const likeDomain = (domain: string, draw: Draw): string => {
  const end = domain.lastIndexOf('.');
  if (!/^\.[a-z]{2,}$/.test(domain.slice(end))) return reshape(domain, draw);
  const name = reshape(domain.slice(0, end), draw);
  const length = Math.max(1, domain.length - NOBODYS.length);
  return (
    name
      .padEnd(length, 'o')
      .slice(0, length)
      .replace(/[^\p{L}\p{N}]$/u, 'o') + NOBODYS
  );
};
