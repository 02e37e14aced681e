import Alert from '@cloudscape-design/components/alert';
import { words } from '../words.ts';

/** Says that an object of the address is not there for this account. */
export const Missing = ({ id }: { id: string }) => (
  <Alert type="warning" header={words.page.missing(id)}>
    {words.page.missingNext}
  </Alert>
);
