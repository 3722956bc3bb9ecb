import { styled } from '@mui/material/styles';
import type { SlotsStatus } from '#shared/contract/portfolio-manager.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { ResultCells } from './slot-cells.tsx';
import type { SortKey } from './slot-order.ts';
import { PART_NAMES, PART_WORDS, type PartName } from './slot-words.ts';
import type { TableFold } from './table-layout.ts';

const Four = styled('span')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, 1fr)',
  gap: 3,
  fontSize: 10.5,
  textAlign: 'right',
});

interface HeadProps {
  readonly fold: TableFold;
  readonly sort: SortKey;
  readonly onSort: (sort: SortKey) => void;
  /** How far back the lines of scores reach: `7 d`. */
  readonly span: string;
}

function SortHead({
  by,
  label,
  title,
  sort,
  onSort,
}: Omit<HeadProps, 'fold' | 'span'> & { by: SortKey; label: string; title: string }) {
  const order = by === 'rank' ? 'ascending' : 'descending';
  return (
    <th data-right={by === 'rank' ? undefined : true} aria-sort={sort === by ? order : undefined}>
      <button type="button" title={title} onClick={() => onSort(by)}>
        {label}
      </button>
    </th>
  );
}

/** What sorts by a part, with its key. */
const SORT_TITLES: Readonly<Record<PartName, string>> = {
  technical: say('Sort by technical ({key})', { key: 1 }),
  fundamental: say('Sort by fundamental ({key})', { key: 2 }),
  structure: say('Sort by market structure ({key})', { key: 3 }),
  risk: say('Sort by risk ({key})', { key: 4 }),
};

/** The heads that both tables begin with. */
export function CommonHeads({ fold, span, ...sorting }: HeadProps) {
  return (
    <>
      <SortHead {...sorting} by="rank" label="#" title={say('Sort by rank ({key})', { key: 0 })} />
      <th>{say('Symbol, sector')}</th>
      <th data-right>{say('Score')}</th>
      <th>{span}</th>
      <th data-right>{sayAs('narrow column', 'Change')}</th>
      {fold === 'small' ? (
        <th>
          <Four>
            {PART_NAMES.map((name) => (
              <span key={name} title={PART_WORDS[name].long}>
                {PART_WORDS[name].least}
              </span>
            ))}
          </Four>
        </th>
      ) : (
        PART_NAMES.map((name) => (
          <SortHead key={name} {...sorting} by={name} label={PART_WORDS[name].short} title={SORT_TITLES[name]} />
        ))
      )}
    </>
  );
}

/** The heads of the slots. */
export function SlotHeads({ cap, ...common }: HeadProps & { readonly cap: number }) {
  return (
    <thead>
      <tr>
        <CommonHeads {...common} />
        <th>{say('Weight %, cap {cap} %', { cap: formatNumber(cap, 0) })}</th>
        <th>{say('In since')}</th>
        {common.fold === 'full' &&
          [say('Price'), say('Funding'), say('Fees'), say('Slippage')].map((name) => (
            <th key={name} data-right>
              {name}
            </th>
          ))}
        <th data-right>{say('Net USDT')}</th>
      </tr>
    </thead>
  );
}

interface TotalsProps {
  readonly status: SlotsStatus;
  readonly fold: TableFold;
  readonly most: number;
  /** Columns before the weight. */
  readonly before: number;
}

/** The sums: weights, exposure, results. */
export function TotalsRow({ status, fold, most, before }: TotalsProps) {
  const { weight, gross, net, result } = status.totals;
  return (
    <tfoot>
      <tr>
        <td />
        <td colSpan={before - 1} style={{ fontWeight: 600 }}>
          {say('All slots')}
        </td>
        <td colSpan={2}>
          <b style={{ display: 'inline-block', minWidth: 28, textAlign: 'right', fontWeight: 600 }}>
            {formatNumber(weight, 1)}
          </b>
          <span style={{ marginLeft: 8, fontSize: 11, color: tone.text2 }}>
            {gross === null
              ? say('exposure not known')
              : say('{gross} gross, {net} net', { gross: formatPercent(gross, 1), net: formatPercent(net, 1) })}
          </span>
        </td>
        <ResultCells result={result} fold={fold} most={most} />
      </tr>
    </tfoot>
  );
}
