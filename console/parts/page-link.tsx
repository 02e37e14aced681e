import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useHref, useNavigate } from 'react-router';

/** A link to a page of the console; `to` is an address as `useTo` makes it. A new window opens as with any link. */
export const PageLink = ({ to, ...others }: Omit<LinkProps, 'href' | 'onFollow'> & { to: string }) => {
  const href = useHref(to);
  const navigate = useNavigate();
  return (
    <Link
      {...others}
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
};
