import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import { Fragment, memo } from 'react';
import { words } from '../../words.ts';
import { closedList, type Field, type Leaf, type Member, structureOf, typedUnion } from './contract.ts';
import { ChoiceControl, ChoicesControl, isWide, LeafControl } from './controls.tsx';
import { useFormContext } from './form-context.ts';
import { faultInWords, lengthOf, limitInWords, longest } from './formats.ts';
import { labelOf } from './labels.ts';
import { ListField } from './list-field.tsx';
import { FieldLabel, Locked, ToSubmit } from './marks.tsx';
import { join, valueAt, withoutIndexes } from './paths.ts';
import { UnionField } from './union-field.tsx';
import { useField } from './use-field.ts';

/** The fields of a structure's members; structures in it come last, each with its name. */
const StructureFields = ({ field, path }: { field: Field; path: string }) => {
  const { isHidden } = useFormContext();
  const structure = structureOf(field);
  const union = typedUnion(structure);
  const shown = moneyFirst(structure.members).filter(
    ({ name }) => !isHidden(join(path, name)) && !(union && name === 'Type'),
  );
  const isStructure = (member: Member) => member.field.kind === 'structure';
  return (
    <>
      {shown
        .filter((member) => !isStructure(member))
        .map((member) => (
          <MemberField key={member.name} member={member} path={join(path, member.name)} />
        ))}
      {shown.filter(isStructure).map((member) => (
        <Fragment key={member.name}>
          <div className="form-wide">
            <Box variant="h4">{labelOf(join(path, member.name))}</Box>
          </div>
          <StructureFields field={member.field} path={join(path, member.name)} />
        </Fragment>
      ))}
    </>
  );
};

/** An amount before its currency, as people say it. */
const moneyFirst = (members: readonly Member[]): readonly Member[] => {
  const amount = members.find(({ name }) => name === 'Amount');
  return amount ? [amount, ...members.filter((member) => member !== amount)] : members;
};

/** The field of a member; a structure has those of its members. */
export const MemberField = ({ member, path }: { member: Member; path: string }) => {
  const { field } = member;
  if (field.kind === 'structure') return <StructureFields field={field} path={path} />;
  if (field.kind === 'union') return <UnionField field={field} path={path} Fields={StructureFields} />;
  if (field.kind === 'list' && closedList(field.element) === undefined) {
    return <ListField field={field} path={path} Fields={StructureFields} />;
  }
  return <LeafField field={field} path={path} />;
};

/** The values that a member is chosen from, which may depend on a member beside it. */
const useValues = (field: Field, path: string): readonly string[] | undefined => {
  const { document } = useFormContext();
  if (field.kind === 'list') return closedList(field.element);
  if (field.kind !== 'text' || field.limit?.kind !== 'oneOf') return undefined;
  const { values, where } = field.limit;
  const beside = where && join(path.slice(0, path.lastIndexOf('.')), where.member);
  return beside === undefined || valueAt(document, beside) === where?.is ? values : undefined;
};

const LeafField = ({ field, path }: { field: Field; path: string }) => {
  const { set, leaveField, controls, descriptions, document } = useFormContext();
  const { isLocked, reason, isRequired, isKept, submit, faults } = useField(path);
  const member = withoutIndexes(path);
  return (
    <Shown
      field={field}
      path={path}
      value={valueAt(document, path)}
      values={useValues(field, path)}
      Control={controls?.[member]}
      description={descriptions?.[member]}
      isLocked={isLocked}
      reason={reason}
      isRequired={isRequired}
      isKept={isKept}
      submit={submit}
      fault={faults.map(faultInWords).join(' ')}
      set={set}
      leaveField={leaveField}
    />
  );
};

type ShownProps =
  ReturnType<typeof useField> extends infer State
    ? Omit<State & object, 'faults'> & {
        field: Field;
        path: string;
        value: unknown;
        values: readonly string[] | undefined;
        Control: ReturnType<typeof useFormContext>['controls'] extends infer Controls
          ? NonNullable<Controls>[keyof NonNullable<Controls>] | undefined
          : never;
        description: string | undefined;
        fault: string;
        set: (path: string, value: unknown) => void;
        leaveField: (path: string) => void;
      }
    : never;

/** Made again only if something of this field changed: a form has some sixty. */
const Shown = memo(function Shown(props: ShownProps) {
  const { field, path, value, values, Control, isLocked, isRequired, set, leaveField, fault } = props;
  const name = withoutIndexes(path).split('.').at(-1) ?? '';
  const label = labelOf(path);
  const leaf: Leaf =
    field.kind === 'text' || field.kind === 'number' || field.kind === 'moment' || field.kind === 'flag'
      ? field
      : { kind: 'text' };
  const common = {
    name,
    label,
    value,
    isDisabled: isLocked,
    isRequired,
    onChange: (next: unknown) => set(path, next),
    onLeave: () => leaveField(path),
  };
  const control = () => {
    if (Control) return <Control {...common} />;
    if (field.kind === 'list') return <ChoicesControl {...common} values={values ?? []} />;
    return values ? <ChoiceControl {...common} values={values} /> : <LeafControl {...common} leaf={leaf} />;
  };
  return (
    <div data-field={path} className={isWide(leaf, name) ? 'form-wide' : undefined}>
      <FormField
        stretch
        label={<FieldLabel path={path} isRequired={isRequired} />}
        info={<ToSubmit submit={isRequired ? undefined : props.submit} />}
        constraintText={<Constraint {...props} leaf={leaf} />}
        characterCountText={isLocked ? undefined : countOf(leaf, name, value)}
        errorText={fault}
      >
        {control()}
      </FormField>
    </div>
  );
});

/** Counts long texts always, and others when they come near their longest. */
const countOf = (leaf: Leaf, name: string, value: unknown): string | undefined => {
  const most = longest(leaf);
  if (most === undefined || leaf.limit?.kind !== 'chars') return undefined;
  const used = typeof value === 'string' ? lengthOf(value) : 0;
  return isWide(leaf, name) || used > most * 0.8 ? words.schemaForm.count(used, most) : undefined;
};

/** Below the control, so that the controls of a row stand in one line. */
const Constraint = ({ isLocked, reason, isKept, leaf, description }: ShownProps & { leaf: Leaf }) => {
  if (isLocked) return <Locked reason={reason} />;
  return [description, limitInWords(leaf.limit), isKept && words.schemaForm.kept].filter(Boolean).join(' ');
};
