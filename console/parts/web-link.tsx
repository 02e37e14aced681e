import Link from '@cloudscape-design/components/link';
import { words } from '../words.ts';

/** The address of a web site that somebody typed: a link if it can only be one of the web (`www.example.com` too), else its text. */
export const WebLink = ({ to }: { to: string | null | undefined }) => {
  if (!to) return words.none;
  const text = /^https?:\/\//i.test(to) ? to : `https://${to}`;
  const isAddress = URL.canParse(text) && new URL(text).hostname.includes('.');
  return isAddress ? (
    <Link href={text} external externalIconAriaLabel={words.page.external}>
      {to}
    </Link>
  ) : (
    to
  );
};
