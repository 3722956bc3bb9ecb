import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatClock } from '#renderer/ui/format-time.ts';
import { formatCount, plural } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { chainHolds } from './verdict-words.ts';

const Words = styled('p')({ padding: '10px 16px 12px !important', fontSize: 12.5, lineHeight: '18px' });

interface ProofProps {
  readonly explanation: SignalExplanation;
}

/** The same figures as one paragraph. */
export function WordsPanel({ explanation, onCopy, copied }: ProofProps & { onCopy: () => void; copied: boolean }) {
  const head = (
    <PanelHead title="In plain words">
      <Button onClick={onCopy} sx={{ py: 0, gap: 1, fontSize: 11 }}>
        {copied ? 'Copied' : 'Copy'} <Kbd>C</Kbd>
      </Button>
    </PanelHead>
  );
  return (
    <Panel label="In plain words" header={head}>
      <Words>{explanation.words}</Words>
    </Panel>
  );
}

const Foot = styled('footer')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  marginTop: 'auto',
  padding: '7px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11.5,
  color: tone.text2,
  '& i': { width: 7, height: 7, borderRadius: 4, flex: 'none' },
});

const hashStyle = { fontFamily: FONT_MONO, fontSize: 11, color: tone.king };

function Recomputed({ recomputed }: Pick<SignalExplanation, 'recomputed'>) {
  const colour = recomputed === null ? tone.text3 : recomputed ? tone.up : tone.down;
  const words =
    recomputed === null
      ? 'No score was recorded, so none was recomputed'
      : recomputed
        ? 'Recomputed from the recorded evidence: identical'
        : 'Recomputed from the recorded evidence: not identical';
  return (
    <Foot>
      <i style={{ background: colour }} />
      <span style={recomputed === false ? { color: tone.down, fontWeight: 600 } : undefined}>{words}</span>
    </Foot>
  );
}

/** The records of this decision, each with the hash of the one before. */
export function JournalPanel({ explanation }: ProofProps) {
  const { journal, recomputed } = explanation;
  const holds = chainHolds(journal);
  return (
    <Panel
      label="Journal"
      header={
        <PanelHead title="Journal" note={plural(journal.length, 'record')}>
          {!holds && <Tag tone="down">CHAIN BROKEN</Tag>}
        </PanelHead>
      }
    >
      <div style={{ overflow: 'auto', minHeight: 0 }}>
        <DataTable>
          <thead>
            <tr>
              <th data-right>Record</th>
              <th>Time</th>
              <th>Event</th>
              <th>Previous</th>
              <th>Hash</th>
            </tr>
          </thead>
          <tbody>
            {journal.map((record) => (
              <tr key={record.seq} style={{ height: 24 }}>
                <td data-right>{formatCount(record.seq)}</td>
                <td style={{ color: tone.text2 }}>{formatClock(record.ts)}</td>
                <td
                  style={
                    /refused|denied|rejected/.test(record.type) ? { color: tone.down, fontWeight: 600 } : undefined
                  }
                >
                  {record.type}
                </td>
                <td style={{ ...hashStyle, color: tone.text3 }} title={record.prevHash}>
                  {record.prevHash.slice(0, 6)}
                </td>
                <td style={hashStyle} title={record.hash}>
                  {record.hash.slice(0, 8)}…
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </div>
      <Recomputed recomputed={recomputed} />
    </Panel>
  );
}
