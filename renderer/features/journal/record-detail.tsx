import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { JournalRecord } from '#shared/contract/journal.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { JsonView } from './json-view.tsx';
import { groupOf } from './record-words.ts';

const ORIGIN = { from: say('One record of the journal, as it was written'), kind: 'measured' } as const;

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: 16,
  display: 'flex',
  flexDirection: 'column',
  gap: 14,
  '& h3': { margin: '0 0 4px', fontSize: 11, fontWeight: 400, color: tone.text3 },
});

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '64px minmax(0, 1fr)',
  gap: '4px 12px',
  fontSize: 12,
  '& dt': { color: tone.text3 },
  '& dd': { overflowWrap: 'anywhere' },
});

const Chain = styled('div')({
  fontFamily: FONT_MONO,
  fontSize: 11,
  lineHeight: 1.5,
  overflowWrap: 'anywhere',
  '& p': { padding: '6px 10px', borderRadius: 5, background: tone.bg, border: `1px solid ${tone.line}` },
  '& p:first-of-type': { color: tone.text3 },
  '& div': { color: tone.text3, padding: '1px 12px' },
});

function CopyButton({ record }: { readonly record: JournalRecord }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    setCopied(await copyText(JSON.stringify(record, null, 2)));
  };
  return <Button onClick={() => void copy()}>{copied ? say('Copied') : say('Copy')}</Button>;
}

function Detail({ record }: { readonly record: JournalRecord }) {
  const { open } = useExplain();
  return (
    <Body>
      <Facts>
        <dt>{say('Type')}</dt>
        <dd style={{ fontWeight: 600 }}>{record.type}</dd>
        <dt>{say('Subject')}</dt>
        <dd>{record.subject}</dd>
        <dt>{say('Time')}</dt>
        <dd>{formatMoment(record.ts)} UTC</dd>
      </Facts>
      {groupOf(record.type) === 'signal' && (
        <div>
          <Button variant="outlined" onClick={() => open(record.subject)}>
            {say('Explain this signal')}
          </Button>
        </div>
      )}
      <div>
        <h3>{say('Data')}</h3>
        <JsonView value={record.data} />
      </div>
      <Chain>
        <h3>{say('Chain')}</h3>
        <p title={say('Hash of the record before')}>{record.prevHash}</p>
        <div aria-hidden>{say('↓ SHA-256 of the one above and this record')}</div>
        <p title={say('Hash of this record')}>{record.hash}</p>
      </Chain>
    </Body>
  );
}

/** One record in full: what, about whom, when, its data, and its place in the chain. */
export function RecordDetail({ record }: { readonly record: JournalRecord | null }) {
  const head = (
    <PanelHead title={record === null ? say('Record') : say('Record {number}', { number: formatCount(record.seq) })}>
      {record !== null && <CopyButton key={record.seq} record={record} />}
    </PanelHead>
  );
  return (
    <Panel label={say('Record')} origin={{ ...ORIGIN, asOf: record?.ts ?? null }} header={head} className="detail">
      {record === null ? (
        <EmptyNote title={say('No record chosen')}>
          {say('Choose one from the list, or walk with the arrow keys.')}
        </EmptyNote>
      ) : (
        <Detail record={record} />
      )}
    </Panel>
  );
}
