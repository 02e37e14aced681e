import Box from '@cloudscape-design/components/box';
import { words } from '../../words.ts';

/** Tells which operation a step's button calls. */
export const Calls = ({ operation }: { operation: string }) => (
  <Box variant="small">
    {words.leads.calls} <code>{operation}</code>
  </Box>
);
