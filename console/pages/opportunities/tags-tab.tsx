import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSelling, useSellingAction } from '../../api/selling.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { words } from '../../words.ts';

const { tags: text } = words.opportunity;

/** The tags of the opportunity: added and removed at once, each by itself. */
export const TagsTab = ({ arn }: { arn: string }) => {
  const query = useSelling('ListTagsForResource', { ResourceArn: arn });
  const remove = useSellingAction('UntagResource');
  if (query.error) return <FaultBox error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <SpaceBetween size="l">
      {remove.error && <FaultBox error={remove.error} />}
      <DataTable
        label={text.title}
        header={<Header variant="h2">{text.title}</Header>}
        items={query.data?.Tags ?? []}
        isLoading={query.isPending}
        keyOf={({ Key }) => Key ?? ''}
        empty={text.empty}
        columns={[
          { id: 'key', header: text.key, cell: ({ Key }) => Key, isRowHeader: true },
          { id: 'value', header: text.value, cell: ({ Value }) => Value || words.none },
          {
            id: 'act',
            header: text.act,
            cell: ({ Key = '' }) => (
              <Button
                variant="inline-link"
                ariaLabel={text.removeTag(Key)}
                onClick={() => remove.mutate({ ResourceArn: arn, TagKeys: [Key] })}
              >
                {text.remove}
              </Button>
            ),
          },
        ]}
      />
      <AddTag arn={arn} />
    </SpaceBetween>
  );
};

const AddTag = ({ arn }: { arn: string }) => {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const add = useSellingAction('TagResource');
  const submit = () =>
    add.mutate(
      { ResourceArn: arn, Tags: [{ Key: key, Value: value }] },
      {
        onSuccess: () => {
          setKey('');
          setValue('');
        },
      },
    );
  return (
    <Container header={<Header variant="h3">{text.add}</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={text.key}>
            <Input value={key} onChange={({ detail }) => setKey(detail.value)} />
          </FormField>
          <FormField label={text.value}>
            <Input value={value} onChange={({ detail }) => setValue(detail.value)} />
          </FormField>
          {add.error && <FaultBox error={add.error} />}
          <Button
            formAction="submit"
            loading={add.isPending}
            disabled={key.trim() === ''}
            disabledReason={text.keyFirst}
          >
            {text.add}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
};
