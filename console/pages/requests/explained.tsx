import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { DataTable } from '../../parts/data-table.tsx';
import { words } from '../../words.ts';
import type { Detail } from './detail.ts';

const text = words.requests;

/** Why a call was refused, fault by fault, and what it would have needed. */
export const Explained = ({
  explanation: { means, advice, source, faults, needed },
  message,
}: {
  explanation: NonNullable<Detail['explanation']>;
  message: string | undefined;
}) => (
  <SpaceBetween size="l">
    <Alert type="error" header={means}>
      <SpaceBetween size="xs">
        {message && <div>{message}</div>}
        <div>{advice}</div>
        {needed.length > 0 && (
          <div>
            <Box variant="awsui-key-label">{text.needed}</Box>
            <ul className="fault-fields">
              {needed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        {source && <Box variant="small">{text.source(source)}</Box>}
      </SpaceBetween>
    </Alert>
    {faults.length > 0 && (
      <DataTable
        label={text.faults(faults.length)}
        header={<Header variant="h2">{text.faults(faults.length)}</Header>}
        wrapLines
        items={faults}
        keyOf={({ fieldName = '', code, message: told }) => `${fieldName}/${code}/${told}`}
        empty={words.none}
        columns={[
          {
            id: 'field',
            header: text.faultColumns.field,
            isRowHeader: true,
            width: 260,
            cell: ({ fieldName, code }) => (
              <>
                <div>{fieldName ?? words.none}</div>
                <Box variant="small">{code}</Box>
              </>
            ),
          },
          {
            id: 'message',
            header: text.faultColumns.message,
            minWidth: 260,
            cell: ({ message: told, means: meaning }) => (
              <>
                <div>{meaning}</div>
                <Box variant="small">{told}</Box>
              </>
            ),
          },
          {
            id: 'needed',
            header: text.faultColumns.needed,
            minWidth: 260,
            cell: (fault) => (
              <>
                <div>{fault.needed ?? words.none}</div>
                {fault.source && <Box variant="small">{text.source(fault.source)}</Box>}
              </>
            ),
          },
        ]}
      />
    )}
  </SpaceBetween>
);
