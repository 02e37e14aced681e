import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { usePlace } from '../api/place.ts';
import { useSession } from '../api/session.ts';
import { useStored } from './use-stored.ts';

/** Whose things a list of the operator's API shows. */
export interface Whose {
  isEverybody: boolean;
  /** The account to ask for; absent for everybody's. */
  account?: string;
  /** Switches between the account's and everybody's; absent for who signed in as one account. */
  toggle?: ReactNode;
}

/**
 * Lets the viewer choose between what is of the account in the address and what is of everybody, and remembers it.
 * @param name of the list, for what is remembered
 */
export const useEverybody = (name: string, label: string): Whose => {
  const { account } = usePlace();
  const mayAll = useSession().account === undefined;
  const [isWanted, setWanted] = useStored(`${name}.everybody`, false);
  if (!mayAll) return { isEverybody: false, account };
  const toggle = (
    <Toggle checked={isWanted} onChange={({ detail }) => setWanted(detail.checked)}>
      {label}
    </Toggle>
  );
  return { isEverybody: isWanted, ...(!isWanted && { account }), toggle };
};
