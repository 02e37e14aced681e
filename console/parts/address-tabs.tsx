import Tabs, { type TabsProps } from '@cloudscape-design/components/tabs';
import { useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

/** Tabs whose choice stands in the address, as `?tab=`. Only the content of the chosen one is there, so only that is read. */
export const AddressTabs = ({ label, tabs }: { label: string; tabs: readonly TabsProps.Tab[] }) => {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const asked = parameters.get('tab');
  const active = tabs.find(({ id }) => id === asked) ?? tabs[0];
  const frame = useRef<HTMLDivElement>(null);
  const id = active?.id ?? '';
  // A link to a tab at the end of a long row has to show it; the row does not scroll by itself when the page is opened.
  useEffect(() => {
    const chosen = frame.current?.querySelector(`[role="tab"][data-testid="${CSS.escape(id)}"]`);
    const request = requestAnimationFrame(() =>
      chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(request);
  }, [id]);
  return (
    <div ref={frame}>
      <Tabs
        ariaLabel={label}
        activeTabId={id}
        tabs={[...tabs]}
        onChange={({ detail }) => {
          // What another tab keeps in the address, such as the page of a list, is not this tab's.
          void navigate({ search: `?tab=${encodeURIComponent(detail.activeTabId)}` });
        }}
      />
    </div>
  );
};
