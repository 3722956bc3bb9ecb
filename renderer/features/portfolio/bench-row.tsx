import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { BenchView } from '#shared/contract/portfolio-manager.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { benchState, gainWords, heldWords, leadBar, pastWords, toCloseWords } from './bench-words.ts';
import { rowProps, SymbolCell, type RowActions, type RowReach } from './row-parts.tsx';
import { PartCells, ScoreCells } from './score-cells.tsx';
import type { RowLook } from './slot-row.tsx';

const Lead = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  '& > b': { width: 38, textAlign: 'right' },
});

const Track = styled('span')({
  position: 'relative',
  flex: 1,
  height: 8,
  borderRadius: 2,
  background: tone.track,
  '& > *': { position: 'absolute' },
  '& > i': { top: 0, bottom: 0, borderRadius: 2 },
  '& > u': { top: -4, bottom: -4, width: 0, borderLeft: `1px solid ${tone.text2}` },
  '& > u[data-needed]': { borderLeft: `1px dashed ${tone.ember}` },
});

/** The scale that leads are drawn on. */
export interface LeadScale {
  readonly reach: number;
  readonly needed: number;
  readonly holdMs: number | null;
}

function LeadCell({
  lead,
  scale,
  banned,
}: {
  readonly lead: number | null;
  readonly scale: LeadScale;
  readonly banned: boolean;
}) {
  const needed = leadBar(scale.needed, scale.reach).to;
  const bar = lead === null ? null : leadBar(lead, scale.reach);
  const colour = banned ? tone.ind2 : (lead ?? 0) >= scale.needed ? tone.ember : tone.king;
  return (
    <td>
      <Lead>
        <Track aria-hidden>
          {bar !== null && (
            <i style={{ left: `${String(bar.from)}%`, width: `${String(bar.to - bar.from)}%`, background: colour }} />
          )}
          <u style={{ left: '50%' }} />
          <u data-needed style={{ left: `${String(needed)}%` }} />
        </Track>
        <b style={{ fontWeight: 600 }}>{lead === null ? UNKNOWN : formatNumber(lead, 1, 'always')}</b>
      </Lead>
    </td>
  );
}

const Held = styled('span')({
  display: 'block',
  height: 4,
  marginTop: 2,
  borderRadius: 2,
  background: tone.track,
  '& > i': { display: 'block', height: 4, borderRadius: 2, background: tone.ember },
});

function HeldCell({ heldMs, holdMs }: { readonly heldMs: number | null; readonly holdMs: number | null }) {
  const share = heldMs === null || holdMs === null || holdMs === 0 ? null : Math.min(1, heldMs / holdMs);
  return (
    <td data-right style={{ color: heldMs === null ? tone.text3 : undefined }}>
      {heldWords(heldMs, holdMs)}
      {share !== null && (
        <Held aria-hidden>
          <i style={{ width: `${String(share * 100)}%` }} />
        </Held>
      )}
    </td>
  );
}

interface BenchRowProps extends RowLook {
  readonly bench: BenchView;
  readonly scale: LeadScale;
  readonly reach: RowReach;
  readonly hot: boolean;
  readonly actions: RowActions;
}

/** One who is not in: how far ahead, what it lacks, and the one reason. */
export const BenchRow = memo(function BenchRow({ bench, scale, reach, hot, actions, fold, wide, now }: BenchRowProps) {
  const state = benchState(bench, scale.holdMs, now);
  const banned = bench.banned !== null;
  const closed = bench.toClose !== null && bench.toClose <= 0;
  return (
    <tr {...rowProps(bench.key, reach, actions)} data-hot={hot} style={banned ? { color: tone.text2 } : undefined}>
      <td style={{ color: tone.text2 }}>{bench.place ?? '–'}</td>
      <SymbolCell
        symbol={bench.key}
        about={`${told(bench.sector)} · ${pastWords(bench)}`}
        words={bench.stale && bench.score !== null ? { text: say('stale'), tone: 'warn' } : null}
        onMenu={(anchor) => actions.onMenu(bench.key, anchor)}
      />
      <ScoreCells row={bench} now={now} wide={wide} />
      <PartCells row={bench} fold={fold} now={now} />
      <LeadCell lead={bench.lead} scale={scale} banned={banned} />
      <td data-right style={closed && !banned ? { color: tone.ember, fontWeight: 600 } : undefined}>
        {banned ? '' : toCloseWords(bench.toClose)}
      </td>
      {banned ? <td /> : <HeldCell heldMs={bench.heldMs} holdMs={scale.holdMs} />}
      <td data-right>{banned ? '' : gainWords(bench)}</td>
      <td title={state.sentence}>
        <Tag tone={state.tone}>{state.word}</Tag>
        <small>{state.sentence}</small>
      </td>
    </tr>
  );
});
