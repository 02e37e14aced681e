import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { words } from '../words.ts';

/** An identifier or ARN that a click copies. */
export const CopyId = ({ id }: { id: string | null | undefined }) =>
  id ? (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      copyButtonAriaLabel={words.copy.copy(id)}
      copySuccessText={words.copy.copied}
      copyErrorText={words.copy.failed}
    />
  ) : (
    words.none
  );
