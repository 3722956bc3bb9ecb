import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatClock, formatDay } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { FONT_MONO } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& tbody tr': { height: 32 },
  '& td:last-of-type': { whiteSpace: 'normal', overflowWrap: 'anywhere', width: '99%' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11 },
});

const RENEW_MS = 10_000;

/** What came in and could not be read, newest first; asked for now and then. */
export function useUnreadable() {
  return useQuery({
    ...useApi().signals.unreadable.queryOptions({ input: { limit: 200 } }),
    refetchInterval: RENEW_MS,
  });
}

/** Proposals that are no signals, with what is wrong with each. */
export function UnreadableList({ query }: { readonly query: ReturnType<typeof useUnreadable> }) {
  if (query.isPending) return <LoadingRows rows={6} />;
  if (query.isError) return <EmptyNote title={say('Not known')}>{describeError(query.error).sentence}</EmptyNote>;
  if (query.data.length === 0) {
    return (
      <EmptyNote title={say('Everything that came in could be read')}>
        {say('A proposal that cannot be read shows here with what is wrong.')}
      </EmptyNote>
    );
  }
  return (
    <Scroll>
      <DataTable>
        <thead>
          <tr>
            <th>UTC</th>
            <th>{say('Id')}</th>
            <th>{say('Code')}</th>
            <th>{say('What is wrong')}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.map(({ key, at, code, sentence }) => (
            <tr key={key}>
              <td>
                {formatDay(at)} {formatClock(at)}
              </td>
              <td>
                <code title={key}>{key.slice(-8)}</code>
              </td>
              <td>
                <code>{code}</code>
              </td>
              <td>{told(sentence)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
