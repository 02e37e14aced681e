import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isFault } from '../../api/fault.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { useNameOf } from './members.ts';
import { SnapshotDiff, SnapshotMembers } from './snapshot-tables.tsx';
import { type ShownSnapshot, TEMPLATES, type Template } from './use-shown-snapshot.ts';

const text = words.engagements;
type Snapshot = Output<'GetResourceSnapshot'>;

/** The content of a payload without the name of its view. */
const contentOf = ({ Payload }: Snapshot): unknown =>
  Payload?.OpportunitySummary ?? Payload?.AwsOpportunitySummaryFullView ?? {};

const useRevision = (
  engagementId: string,
  { resource, template }: ShownSnapshot,
  revision: number | undefined,
  enabled = true,
) =>
  useSelling(
    'GetResourceSnapshot',
    {
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity',
      ResourceIdentifier: resource,
      ResourceSnapshotTemplateIdentifier: template,
      Revision: revision,
    },
    // A revision never changes; the latest one does.
    { enabled, ...(revision !== undefined && { staleTime: Number.POSITIVE_INFINITY }) },
  );

interface Shown {
  engagementId: string;
  shown: ShownSnapshot;
  onShow: (shown: ShownSnapshot) => void;
}

/** A revision of a shared opportunity, and what changed since an earlier one. Revisions are numbered from 1 without gaps. */
export const SnapshotView = ({ engagementId, shown, onShow }: Shown) => {
  const latest = useRevision(engagementId, shown, undefined);
  return (
    <Container
      header={
        <Header variant="h2" description={text.snapshotHelp}>
          {text.snapshotOf(shown.resource)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {isFault(latest.error) && latest.error.name === 'ResourceNotFoundException' ? (
          <>
            <TemplateField shown={shown} onShow={onShow} />
            <Box color="text-status-inactive">{text.noSnapshot[shown.template]}</Box>
          </>
        ) : (
          <Loaded query={latest}>
            {(snapshot) => (
              <Revisions
                engagementId={engagementId}
                shown={shown}
                onShow={onShow}
                latest={snapshot.Revision ?? 1}
              />
            )}
          </Loaded>
        )}
      </SpaceBetween>
    </Container>
  );
};

const TemplateField = ({ shown: { resource, template }, onShow }: Pick<Shown, 'shown' | 'onShow'>) => (
  <FormField label={text.view}>
    <Select
      selectedOption={{ value: template, label: text.templates[template] }}
      options={TEMPLATES.map((value) => ({ value, label: text.templates[value], description: value }))}
      onChange={({ detail }) => onShow({ resource, template: detail.selectedOption.value as Template })}
    />
  </FormField>
);

const THIRDS = [4, 4, 4].map((xs) => ({ colspan: { default: 12, xs } }));

const Revisions = ({ engagementId, shown, onShow, latest }: Shown & { latest: number }) => {
  const revision = Math.min(Math.max(shown.revision ?? latest, 1), latest);
  const base = Math.min(shown.base ?? revision - 1, latest);
  const snapshot = useRevision(engagementId, shown, revision);
  const before = useRevision(engagementId, shown, base, base > 0);
  const { revision: _, base: __, ...subject } = shown;
  return (
    <SpaceBetween size="l">
      <Grid gridDefinition={THIRDS}>
        <TemplateField shown={shown} onShow={onShow} />
        <FormField label={text.revision}>
          <RevisionSelect
            latest={latest}
            value={revision}
            onChange={(chosen) => onShow({ ...subject, revision: chosen })}
          />
        </FormField>
        <FormField label={text.comparedWith}>
          <RevisionSelect
            latest={latest}
            value={base}
            without={revision}
            isOptional
            onChange={(chosen) => onShow({ ...subject, revision, base: chosen })}
          />
        </FormField>
      </Grid>
      <Loaded query={snapshot}>
        {(current) => (
          <SpaceBetween size="l">
            {before.error && <FaultBox error={before.error} />}
            {base > 0 && before.data && (
              <SnapshotDiff
                before={contentOf(before.data)}
                after={contentOf(current)}
                from={base}
                to={revision}
              />
            )}
            <Facts engagementId={engagementId} snapshot={current} />
            <SnapshotMembers content={contentOf(current)} isOpen={base === 0} />
            <JsonView value={current} />
          </SpaceBetween>
        )}
      </Loaded>
    </SpaceBetween>
  );
};

const RevisionSelect = ({
  latest,
  value,
  without,
  isOptional = false,
  onChange,
}: {
  latest: number;
  value: number;
  without?: number;
  isOptional?: boolean;
  onChange: (revision: number) => void;
}) => {
  const options = Array.from({ length: latest }, (_, index) => latest - index)
    .filter((revision) => revision !== without)
    .map((revision) => ({ value: String(revision), label: text.revisionNumber(revision, latest) }));
  const nothing = { value: '0', label: text.nothing };
  const all = isOptional ? [...options, nothing] : options;
  return (
    <Select
      selectedOption={all.find((option) => option.value === String(value)) ?? nothing}
      options={all}
      filteringType={all.length > 10 ? 'auto' : 'none'}
      onChange={({ detail }) => onChange(Number(detail.selectedOption.value))}
    />
  );
};

const Facts = ({ engagementId, snapshot }: { engagementId: string; snapshot: Snapshot }) => {
  const nameOf = useNameOf(engagementId);
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: text.taken, value: <Time at={snapshot.CreatedAt} both /> },
        { label: text.sharedBy, value: nameOf(snapshot.CreatedBy) },
        {
          label: text.sharedWith,
          value: snapshot.TargetMemberAccounts?.map(nameOf).join(', ') || words.none,
        },
      ]}
    />
  );
};
