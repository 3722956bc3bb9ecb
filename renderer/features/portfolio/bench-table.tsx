import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { BenchView, SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say } from '#shared/language/words.ts';
import { BenchRow } from './bench-row.tsx';
import { leadReach } from './bench-words.ts';
import type { RowActions, RowReach } from './row-parts.tsx';
import type { RowLook } from './slot-row.tsx';
import { scoreWords } from './slot-words.ts';
import type { Width } from './table-layout.ts';
import { Columns, SlotTable } from './table-parts.tsx';

const HOUR = 3_600_000;

const Table = styled(SlotTable)({
  '& thead th': {
    height: rowHeight(34),
    top: 0,
    background: `color-mix(in srgb, ${tone.ember} 12%, ${tone.panel})`,
    boxShadow: 'none',
    borderTop: `1px dashed ${tone.ember}`,
    borderBottom: `1px solid ${tone.line}`,
    color: tone.text2,
  },
});

const More = styled('p')({ padding: '4px 12px', fontSize: 11.5, color: tone.text2 });

/** Who cannot come in at all is shown up to this many; the rest on demand. */
const SHOWN = 3;

interface LineProps {
  readonly status: SlotsStatus;
  readonly coinOf: (symbol: string) => string;
  readonly columns: number;
}

/** The line a challenger has to reach, with how it comes about. */
function LineHead({ status: { line, gainRate }, coinOf, columns }: LineProps) {
  if (line === null) return <th colSpan={columns}>{say('Nobody can be replaced now')}</th>;
  const slot = `${coinOf(line.slot)} ${scoreWords(line.score)}`;
  const rate = say('gain {kind, select, stated {stated} other {measured}}: {bps} bps a point', {
    kind: gainRate.kind,
    bps: formatNumber(gainRate.bpsPerPoint, 0),
  });
  return (
    <th colSpan={columns} title={`${rate}${gainRate.n > 0 ? `, n ${String(gainRate.n)}` : ''}`}>
      {rich('<b>Hysteresis line {needed}</b> = {slot} + {lead}; hold it {hours} h, earn twice the cost', {
        needed: scoreWords(line.needed),
        b: (inside) => <b style={{ color: tone.ember, fontSize: 12, fontWeight: 600 }}>{inside}</b>,
        slot,
        lead: formatNumber(line.lead, 1),
        hours: formatNumber(line.holdMs / HOUR, 0),
      })}
    </th>
  );
}

interface BenchTableProps extends RowLook {
  readonly bench: readonly BenchView[];
  readonly status: SlotsStatus;
  readonly coinOf: (symbol: string) => string;
  readonly widths: readonly Width[];
  readonly reachOf: (symbol: string) => RowReach;
  readonly hot: ReadonlySet<string>;
  readonly actions: RowActions;
}

/** Who is not in, below the line they have to reach. */
export function BenchTable({ bench, status, coinOf, widths, reachOf, hot, actions, ...look }: BenchTableProps) {
  const [all, setAll] = useState(false);
  const [inPlace, out] = [bench.filter(({ place }) => place !== null), bench.filter(({ place }) => place === null)];
  const shown = all ? bench : [...inPlace, ...out.slice(0, SHOWN)];
  const needed = status.line?.lead ?? 5;
  const scale = {
    needed,
    reach: leadReach(
      shown.map(({ lead }) => lead),
      needed,
    ),
    holdMs: status.line?.holdMs ?? null,
  };
  const first = widths.length - 5;
  return (
    <>
      <Table aria-label={say('Bench')}>
        <Columns widths={widths} />
        <thead>
          <tr>
            <LineHead status={status} coinOf={coinOf} columns={first} />
            <th>
              {status.line === null
                ? say('Lead over the slot')
                : say('Lead over {coin}', { coin: coinOf(status.line.slot) })}
            </th>
            <th data-right>{say('To close')}</th>
            <th data-right>{say('Held above')}</th>
            <th data-right>{say('Gain / cost, bps')}</th>
            <th>{say('State, the one reason')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <BenchRow
              key={row.key}
              bench={row}
              scale={scale}
              reach={reachOf(row.key)}
              hot={hot.has(row.key)}
              actions={actions}
              {...look}
            />
          ))}
        </tbody>
      </Table>
      {bench.length === 0 && <More>{say('Nobody waits: every eligible symbol is in.')}</More>}
      {out.length > SHOWN && (
        <More>
          <Button size="small" onClick={() => setAll(!all)} sx={{ py: 0 }}>
            {all
              ? say('Show fewer')
              : say(
                  '{count, plural, one {Show # more that is not eligible} other {Show # more that are not eligible}}',
                  { count: out.length - SHOWN },
                )}
          </Button>
        </More>
      )}
    </>
  );
}
