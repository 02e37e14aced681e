import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { words } from '../../words.ts';
import { FaultList } from './fault-list.tsx';
import { MemberField } from './fields.tsx';
import { focusField } from './focus-field.ts';
import { FormContext, type FormExtras } from './form-context.ts';
import { JsonEditor } from './json-editor.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { valueAt } from './paths.ts';
import { type FormSection, type PlacedSection, placeFields } from './sections.ts';
import type { FormState } from './use-form.ts';

/**
 * A form made from a contract: one field per member, by its type and limit, with its rules and faults.
 *
 * ```tsx
 * import { contract } from 'virtual:contract/CreateEngagement'; // in a page, which is loaded lazily
 * const form = useForm({ contract, hidden: ['Catalog', 'ClientToken'] }, {});
 * <SchemaForm form={form} sections={[{ title: 'What', members: ['Title', 'Description'] }]}
 *   submitText="Create" onSubmit={(document) => action.mutateAsync(document)} onCancel={back} />
 * ```
 *
 * `onSubmit` gets the document without empty members and rejects with a `Fault`; its faults then stand at their fields.
 * After success the page goes elsewhere: it has to navigate in `onDone`, when nothing is unsaved any more.
 */
export const SchemaForm = <Answer,>({
  form,
  sections,
  submitText,
  onSubmit,
  onDone,
  onCancel,
  onTestData,
  disabledReason,
  children,
  ...extras
}: FormExtras & {
  form: FormState;
  sections: readonly FormSection[];
  submitText: string;
  onSubmit: (document: FormState['document']) => Promise<Answer>;
  onDone?: (answer: Answer) => void;
  onCancel?: () => void;
  /** Fills the form with data that the server accepts. */
  onTestData?: () => void;
  /** Why nothing can be sent. */
  disabledReason?: string | undefined;
  /** Stands above the sections. */
  children?: ReactNode;
}) => {
  const { contract, isHidden, focus, isBusy } = form;
  const frame = useRef<HTMLDivElement>(null);
  const placed = useMemo(
    () => placeFields(contract, isHidden, sections, words.schemaForm.more),
    [contract, isHidden, sections],
  );
  useEffect(() => {
    if (focus && frame.current) focusField(frame.current, focus.path);
  }, [focus]);
  const isRefused = form.faults.length > 0 || form.error !== undefined;
  const hasField = form.faults.some(({ path }) => path !== undefined);
  // The button is far below what tells why the server refused; a fault of a field gets the focus by itself.
  useEffect(() => {
    if (form.error !== undefined && !hasField) frame.current?.scrollIntoView();
  }, [form.error, hasField]);
  const [done, setDone] = useState<{ answer: Answer }>();
  // Nothing is unsaved only when the form was shown again: then the page may be left without a question.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer.
  useEffect(() => {
    if (done) onDone?.(done.answer);
  }, [done]);
  const send = async (isAnyway: boolean) => {
    const done = await form.submit(onSubmit, isAnyway);
    if (done) setDone(done);
  };
  return (
    <FormContext value={{ ...form, ...extras }}>
      <LeaveGuard isChanged={form.isChanged} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
      >
        <Form
          errorText={isRefused && words.schemaForm.faults.above}
          actions={<Actions {...{ isBusy, submitText, disabledReason, onCancel }} />}
          {...(onTestData && {
            secondaryActions: (
              <Button formAction="none" iconName="edit" onClick={onTestData}>
                {words.schemaForm.testData}
              </Button>
            ),
          })}
        >
          <div ref={frame} className="form-frame">
            <SpaceBetween size="l">
              <FaultList onSendAnyway={() => void send(true)} />
              {children}
              {placed.map((section) => (
                <Section key={section.title} section={section} form={form} />
              ))}
              <JsonEditor />
            </SpaceBetween>
          </div>
        </Form>
      </form>
    </FormContext>
  );
};

const Actions = ({
  isBusy,
  submitText,
  disabledReason,
  onCancel,
}: {
  isBusy: boolean;
  submitText: string;
  disabledReason: string | undefined;
  onCancel: (() => void) | undefined;
}) => (
  <SpaceBetween direction="horizontal" size="xs">
    {onCancel && (
      <Button variant="link" formAction="none" onClick={onCancel}>
        {words.actions.cancel}
      </Button>
    )}
    <Button
      variant="primary"
      loading={isBusy}
      disabled={disabledReason !== undefined}
      {...(disabledReason !== undefined && { disabledReason })}
    >
      {submitText}
    </Button>
  </SpaceBetween>
);

const Section = ({ section, form }: { section: PlacedSection; form: FormState }) => {
  const { title, description, fields, isOptional = false } = section;
  const isHere = (path: string | undefined): boolean =>
    fields.some(
      (field) =>
        path === field.path || path?.startsWith(`${field.path}.`) || path?.startsWith(`${field.path}[`),
    );
  const faults = form.faults.filter((fault) => isHere(fault.path)).length;
  const isFilled = fields.some(({ path }) => {
    const value = valueAt(form.document, path);
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
  });
  const [isOpened, setIsOpened] = useState<boolean>();
  const content = (
    <div className="form-grid">
      {fields.map(({ path, member }) => (
        <MemberField key={path} path={path} member={member} />
      ))}
    </div>
  );
  const told = faults > 0 && (
    <StatusIndicator type="error">{words.schemaForm.faults.sections(faults)}</StatusIndicator>
  );
  if (!isOptional) {
    return (
      <Container
        header={
          <Header variant="h2" description={description} info={told}>
            {title}
          </Header>
        }
      >
        {content}
      </Container>
    );
  }
  return (
    <ExpandableSection
      variant="container"
      headerText={title}
      headerInfo={told || <Box variant="small">{words.schemaForm.optionalSection}</Box>}
      headerDescription={description}
      expanded={faults > 0 || (isOpened ?? isFilled)}
      onChange={({ detail }) => setIsOpened(detail.expanded)}
    >
      {content}
    </ExpandableSection>
  );
};
