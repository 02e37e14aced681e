import { useCallback } from 'react';
import { type To, useNavigate } from 'react-router';
import { usePlace } from '../api/place.ts';

/** Returns a function that makes the address of a page of this account and catalog, e.g. `to('opportunities', id)`. */
export const useTo = () => {
  const { account, catalog } = usePlace();
  return useCallback(
    (...steps: readonly string[]) => `/${[account, catalog, ...steps].map(encodeURIComponent).join('/')}`,
    [account, catalog],
  );
};

/** What Cloudscape's links tell when they are followed. */
interface Follow {
  preventDefault(): void;
  detail: { href?: string | undefined; external?: boolean };
}

/** Returns a handler for `onFollow` of Cloudscape's components that stays in the page. Addresses have no prefix of a proxy. */
export const useFollow = () => {
  const navigate = useNavigate();
  return useCallback(
    (event: Follow, to?: To) => {
      const { href, external } = event.detail;
      if (external || (href === undefined && to === undefined)) return;
      event.preventDefault();
      void navigate(to ?? href ?? '');
    },
    [navigate],
  );
};
