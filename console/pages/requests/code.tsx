import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { operator, useOperator } from '../../api/operator.ts';
import { JsonText } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useStored } from '../../parts/use-stored.ts';
import { words } from '../../words.ts';

const text = words.requests;
const LANGUAGES = ['cli', 'boto3', 'javascript', 'java', 'go', 'dotnet', 'curl'] as const;
type Language = (typeof LANGUAGES)[number];

/** The call as code that repeats it, in the viewer's language. */
export const Code = ({ id }: { id: string }) => {
  const [language, setLanguage] = useStored<Language>('requests.language', 'cli');
  const code = useOperator('request-code', { id, as: language }, ({ as }, signal) =>
    operator.GET('/_cosell/requests/{id}', { params: { path: { id }, query: { as } }, signal }),
  );
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label={text.language}
        selectedId={language}
        onChange={({ detail }) => setLanguage(detail.selectedId as Language)}
        options={LANGUAGES.map((each) => ({ id: each, text: text.languages[each] }))}
      />
      <Loaded query={code}>{(detail) => <JsonText value={detail.code ?? ''} />}</Loaded>
    </SpaceBetween>
  );
};
