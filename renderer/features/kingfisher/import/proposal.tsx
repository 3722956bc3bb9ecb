import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Words } from '#renderer/ui/action-dialog.tsx';
import { formatCompact, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { PictureMessageView, PictureReading } from '#shared/contract/liquidation-imports.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { SIDE_TONE } from '../panels/side.tsx';
import { PictureOverlay } from './picture-overlay.tsx';

/** The picture, and beside it what was read; one below the other where there is no room. */
const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 330px',
  gap: 14,
  alignItems: 'stretch',
  '& > *': { minWidth: 0 },
  '& > aside': { display: 'flex', flexDirection: 'column', gap: 10, minHeight: 260 },
  '@media (max-width: 959px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Table = styled('div')({
  // As high as the picture: its rows scroll.
  flex: '1 1 0',
  minHeight: 160,
  overflow: 'auto',
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  '& table': { width: '100%', borderCollapse: 'collapse', fontSize: 12, fontVariantNumeric: 'tabular-nums' },
  '& th': {
    position: 'sticky',
    top: 0,
    padding: '5px 8px',
    background: tone.raised,
    color: tone.text2,
    fontWeight: 500,
    textAlign: 'right',
  },
  '& td': { padding: '3px 8px', textAlign: 'right', borderTop: `1px solid ${tone.line}` },
  '& th:first-of-type, & td:first-of-type': { textAlign: 'left' },
});

const Warning = styled('p')({ color: tone.warn, fontSize: 12.5, lineHeight: 1.45 });

const UNITS = [
  { value: 'quote', label: 'USD' },
  { value: 'relative', label: say('A scale of its own') },
] as const;

const MOST_ROWS = 200;

/** Significant digits enough to tell two bins apart. */
const priceText = (price: number): string => formatNumber(price, price > 1_000 ? 0 : price > 10 ? 2 : 4);

function Levels({ levels, price }: PictureReading) {
  const largest = [...levels].sort((a, b) => b.worth - a.worth).slice(0, MOST_ROWS);
  return (
    <Table tabIndex={0} role="region" aria-label={say('Levels that were read, largest first')}>
      <table>
        <thead>
          <tr>
            {[say('Side'), say('Price'), say('Distance'), say('Lev.'), say('Worth')].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {largest.map((level) => (
            <tr key={`${String(level.box.left)} ${String(level.box.top)}`}>
              <td style={{ color: SIDE_TONE[level.side] }}>{level.side === 'long' ? say('Longs') : say('Shorts')}</td>
              <td>{priceText(level.price)}</td>
              <td>{formatPercent(level.price / price - 1, 1, 'always')}</td>
              <td>{level.leverage === null ? '–' : `${String(level.leverage)}×`}</td>
              <td>{formatCompact(level.worth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Table>
  );
}

function axisWords(name: string, { scale, used, found, worst }: PictureReading['priceAxis']): string {
  return say(
    '{name}: {scale, select, log {logarithmic} other {linear}}, {used} of {found, plural, one {# label} other {# labels}} read, none more than {worst} pixels off.',
    { name, scale, used, found, worst: formatNumber(worst, 1) },
  );
}

interface ProposalProps {
  readonly name: string;
  readonly symbol: string;
  readonly read: Extract<PictureMessageView, { kind: 'read' }>;
  readonly picture: Blob;
  readonly onConfirm: (unit: 'quote' | 'relative') => void;
  readonly onReject: () => void;
}

/** What was read in a picture, beside the picture: nothing counts before it is confirmed. */
export function Proposal({ name, symbol, read, picture, onConfirm, onReject }: ProposalProps) {
  const [unit, setUnit] = useState<'quote' | 'relative'>('quote');
  const { reading, width, height } = read;
  return (
    <>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, '& > *': { flex: 'none' } }}>
        <Words>
          {rich(
            'Read in {name} as a map of {symbol} at a price of {price}: {levels, plural, one {# level} other {# levels}}, estimated by its source. Compare the white marks with the picture.',
            { name, symbol, price: <b>{priceText(reading.price)}</b>, levels: reading.levels.length },
          )}
        </Words>
        <Columns>
          <PictureOverlay picture={picture} reading={reading} width={width} height={height} />
          <aside aria-label={say('What was read')}>
            {reading.warnings.map((warning) => (
              <Warning key={warning}>{told(warning)}</Warning>
            ))}
            <Words>{axisWords(say('Price axis'), reading.priceAxis)}</Words>
            <Words>{axisWords(say('Vertical axis'), reading.worthAxis)}</Words>
            <Levels {...reading} />
          </aside>
        </Columns>
        <div style={{ display: 'flex', alignItems: 'center', gap: 10, fontSize: 12.5 }}>
          <span style={{ color: tone.text2 }}>{say('The vertical axis is in')}</span>
          <Segmented label={say('Unit of the vertical axis')} options={UNITS} value={unit} onChange={setUnit} />
        </div>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onReject}>{say('Reject')}</Button>
        <Button variant="contained" onClick={() => onConfirm(unit)}>
          {say('Confirm and keep')}
        </Button>
      </DialogActions>
    </>
  );
}
