import { useParams } from 'react-router';

/** The account and the catalog of the page's address. */
export const usePlace = (): { account: string; catalog: string } => {
  const { account = '', catalog = '' } = useParams();
  return { account, catalog };
};
