import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { words } from '../words.ts';

/** A value as JSON, with a button that copies it. */
export const JsonText = ({ value }: { value: unknown }) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  return (
    <div className="json">
      <div className="json-copy">
        <CopyToClipboard
          variant="icon"
          textToCopy={text}
          copyButtonAriaLabel={words.copy.json}
          copySuccessText={words.copy.copied}
          copyErrorText={words.copy.failed}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (axe: scrollable-region-focusable). */}
      <pre tabIndex={0}>
        <Box variant="code">{text}</Box>
      </pre>
    </div>
  );
};

/** The same, collapsed: beside each object and form. */
export const JsonView = ({ value, title = words.json.title }: { value: unknown; title?: string }) => (
  <ExpandableSection headerText={title} variant="footer">
    <JsonText value={value} />
  </ExpandableSection>
);
