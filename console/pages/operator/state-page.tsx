import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { operator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';
import { type SavedState, type StateDocument, useSavedStates } from './saved-states.ts';

const text = words.operator.state;
const HELP = { title: words.operator.titles.state, content: text.help };

type Asking =
  | { kind: 'restore'; name: string; document: StateDocument }
  | { kind: 'reset' | 'reset-account' };

const download = (name: string, document_: StateDocument): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document_)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.json`;
  link.click();
  URL.revokeObjectURL(url);
};

/** The whole state of the server: save and restore it, take it away and bring it back, or begin anew. */
export const StatePage = () => {
  const { account } = usePlace();
  const { saved, save, forget } = useSavedStates();
  const { act, busy } = useAct();
  const [asking, setAsking] = useState<Asking>();
  const [files, setFiles] = useState<File[]>([]);
  const [fileError, setFileError] = useState<string>();
  const take = (name: string, then: (document_: StateDocument) => void, done: string) =>
    act(
      name,
      async () => {
        const answer = await operator.GET('/_cosell/state');
        if (answer.data) then(answer.data);
        return answer;
      },
      done,
    );
  const upload = async (file: File) => {
    try {
      setAsking({
        kind: 'restore',
        name: file.name,
        document: JSON.parse(await file.text()) as StateDocument,
      });
      setFileError(undefined);
    } catch {
      setFileError(text.noJson);
    }
  };
  const confirm = async ({ kind, ...asked }: Asking) => {
    const done =
      kind === 'restore' && 'document' in asked
        ? await act('ask', () => operator.PUT('/_cosell/state', { body: asked.document }), text.restored)
        : await act(
            'ask',
            () => operator.POST('/_cosell/reset', { body: kind === 'reset' ? {} : { account } }),
            text.isReset,
          );
    if (done) setAsking(undefined);
  };
  return (
    <Page title={words.operator.titles.state} description={text.description} help={HELP}>
      <DataTable<SavedState>
        label={text.saved}
        items={saved}
        keyOf={({ name }) => name}
        empty={text.noneSaved}
        header={
          <Header
            variant="h2"
            description={text.savedHelp}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  loading={busy === 'download'}
                  onClick={() =>
                    take('download', (state) => download('cosell-state', state), text.downloaded)
                  }
                >
                  {text.download}
                </Button>
                <Button
                  variant="primary"
                  loading={busy === 'save'}
                  onClick={() => take('save', save, text.isSaved)}
                >
                  {text.save}
                </Button>
              </SpaceBetween>
            }
          >
            {text.saved}
          </Header>
        }
        columns={[
          {
            id: 'name',
            header: text.columns.name,
            cell: ({ name }) => name,
            isRowHeader: true,
            minWidth: 160,
          },
          { id: 'at', header: text.columns.at, cell: ({ at }) => <Time at={at} both />, minWidth: 240 },
          { id: 'rows', header: text.columns.rows, cell: ({ rows }) => rows.toLocaleString('en') },
          {
            id: 'actions',
            header: text.columns.actions,
            minWidth: 260,
            cell: (state) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="inline-link"
                  ariaLabel={text.restoreOf(state.name)}
                  onClick={() => setAsking({ kind: 'restore', ...state })}
                >
                  {text.restore}
                </Button>
                <Button
                  variant="inline-link"
                  ariaLabel={text.downloadOf(state.name)}
                  onClick={() => download(state.name, state.document)}
                >
                  {text.download}
                </Button>
                <Button
                  variant="inline-link"
                  ariaLabel={text.forgetOf(state.name)}
                  onClick={() => forget(state.name)}
                >
                  {text.forget}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      <Container header={<Header variant="h2">{text.upload}</Header>}>
        <FileUpload
          value={files}
          accept="application/json,.json"
          constraintText={text.uploadHelp}
          errorText={fileError}
          onChange={({ detail }) => {
            setFiles([...detail.value]);
            const [file] = detail.value;
            if (file) void upload(file);
          }}
          i18nStrings={text.file}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description={text.resetHelp}>
            {text.reset}
          </Header>
        }
      >
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => setAsking({ kind: 'reset-account' })}>{text.resetAccount(account)}</Button>
          <Button onClick={() => setAsking({ kind: 'reset' })}>{text.resetAll}</Button>
        </SpaceBetween>
      </Container>
      {asking && (
        <Dialog
          title={text.ask[asking.kind].title}
          confirm={text.ask[asking.kind].confirm}
          isBusy={busy === 'ask'}
          onConfirm={() => void confirm(asking)}
          onDismiss={() => setAsking(undefined)}
        >
          <Box>
            {asking.kind === 'restore'
              ? text.ask.restore.body(asking.name)
              : text.ask[asking.kind].body(account)}
          </Box>
        </Dialog>
      )}
    </Page>
  );
};
