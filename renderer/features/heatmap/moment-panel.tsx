import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { say } from '#shared/language/words.ts';
import type { Column } from './columns.ts';
import { pastCells } from './past-cells.ts';
import { PastPanel } from './past-panel.tsx';
import type { SymbolRow } from './row-order.ts';

interface MomentPanelProps {
  readonly row: SymbolRow;
  readonly column: Column;
  readonly at: number;
  readonly scale: SignalScale;
  readonly onClose: () => void;
}

/** What was known of one symbol at the moment of a column: asked for when it is chosen. */
export function MomentPanel({ row, column, at, scale, onClose }: MomentPanelProps) {
  const { symbol } = row;
  const { data, error } = useQuery({
    ...useApi().scores.past.queryOptions({ input: { at, symbol } }),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const then = useMemo(() => {
    if (data === undefined) return null;
    return { ...row, cells: new Map(pastCells(data).map((cell) => [cell.timeframe, cell])) };
  }, [data, row]);
  if (then !== null) return <PastPanel row={then} {...{ column, at, scale, onClose }} />;
  return (
    <Panel label={say('{coin} {timeframe} in the past', { coin: row.coin, timeframe: column.timeframe })}>
      {error === null ? (
        <LoadingRows rows={6} />
      ) : (
        <EmptyNote title={say('The scores of then did not come')}>{describeError(error).sentence}</EmptyNote>
      )}
    </Panel>
  );
}
