import { useRows } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCompact, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { say, sayAs } from '#shared/language/words.ts';

const ORIGIN = { from: say('The newest ticker of each contract'), kind: 'market' } as const;

/** Contracts shown. */
const SHOWN = 8;

/** The live market in the chosen appearance. */
export function Sample() {
  const source = useRows('tickers');
  return (
    <Panel
      ageing="feed"
      label={say('How it looks')}
      origin={ORIGIN}
      source={source}
      header={<PanelHead title={say('How it looks')} note={say('The market, live')} />}
    >
      {source.rows.length === 0 ? (
        <LoadingRows rows={SHOWN} />
      ) : (
        <DataTable aria-label={say('Contracts')}>
          <thead>
            <tr>
              <th>{say('Contract')}</th>
              <th data-right>{sayAs('price', 'Last')}</th>
              <th data-right>24 h</th>
              <th data-right>{say('Open interest')}</th>
              <th>{say('Direction')}</th>
            </tr>
          </thead>
          <tbody>
            {source.rows.slice(0, SHOWN).map(({ key, coin, last, priceDecimals, change24h, openInterest }) => {
              const up = (change24h ?? 0) >= 0;
              return (
                <tr key={key} style={{ height: rowHeight(32) }}>
                  <td>{coin}</td>
                  <td data-right>{formatPrice(last, priceDecimals)}</td>
                  <td data-right style={{ color: up ? tone.up : tone.down }}>
                    {formatPercent(change24h, 2, 'always')}
                  </td>
                  <td data-right>{openInterest === null ? '–' : formatCompact(openInterest)}</td>
                  <td>
                    {change24h === null ? null : (
                      <Tag tone={up ? 'up' : 'down'}>{up ? sayAs('price', 'UP') : sayAs('price', 'DOWN')}</Tag>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
