import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { DataTable } from '../../parts/data-table.tsx';
import { words } from '../../words.ts';
import type { Detail } from './request-page.tsx';

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
        wrapLines
        items={faults}
        keyOf={({ fieldName = '', code, message: told }) => `${fieldName}/${code}/${told}`}
        empty={words.none}
        columns={[
          {
            id: 'field',
            header: text.faultColumns.field,
            cell: ({ fieldName }) => fieldName ?? words.none,
            isRowHeader: true,
            width: 240,
          },
          {
            id: 'message',
            header: text.faultColumns.message,
            cell: ({ message: told }) => told,
            minWidth: 220,
          },
          { id: 'means', header: text.faultColumns.means, cell: (fault) => fault.means, minWidth: 220 },
          {
            id: 'needed',
            header: text.faultColumns.needed,
            cell: (fault) => fault.needed ?? words.none,
            minWidth: 180,
          },
          {
            id: 'source',
            header: text.faultColumns.source,
            cell: (fault) => fault.source ?? words.none,
            minWidth: 160,
          },
          { id: 'code', header: text.faultColumns.code, cell: ({ code }) => code },
        ]}
      />
    )}
  </SpaceBetween>
);
