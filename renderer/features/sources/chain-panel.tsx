import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import type { QuerySource } from '#renderer/data/query-source.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCompact, formatCount, formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ChainCoinView, ChainView } from '#shared/contract/sources.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { ChainDialogs, type ChainAsked } from './chain-dialogs.tsx';
import { ReportLine } from './report-line.tsx';
import { chainName, shortAddress } from './source-words.ts';
import { useReadOnly } from './use-sources.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 40 },
  '& td, & small': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .buttons': { display: 'inline-flex', gap: 5 },
  '& .buttons button': { minWidth: 0, padding: '2px 8px' },
});

const Node = styled('div')({
  flex: 'none',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.1fr) minmax(0, 1.6fr) auto auto',
  alignItems: 'center',
  gap: 12,
  padding: '8px 16px',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  lineHeight: 1.35,
  '& b': { fontWeight: 600 },
  '& small': { display: 'block', fontSize: 11, color: tone.text3 },
  '& > div': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .buttons': { display: 'inline-flex', gap: 5 },
  '& .buttons button': { minWidth: 0, padding: '2px 8px' },
});

interface NodeLineProps {
  readonly chain: ChainView;
  readonly reading: boolean;
  readonly onAsk: (asked: ChainAsked) => void;
  readonly onChanged: () => void;
}

function blockWords({ block, gwei }: ChainView): string {
  const gas = gwei === null ? say('gas not known') : say('gas {gwei} gwei', { gwei: formatNumber(gwei, 1) });
  return block === null
    ? say('no block read yet')
    : [say('block {block}', { block: formatCount(block) }), gas].join(', ');
}

function NodeLine({ chain, reading, onAsk, onChanged }: NodeLineProps) {
  const client = useClient();
  const now = useHostNow();
  const readOnly = useReadOnly();
  const { pending, failure, run } = useAction();
  const change = async (enabled: boolean) => {
    if ((await run(() => client.sources.switchChain({ enabled }))) !== null) onChanged();
  };
  return (
    <Node>
      <div>
        <b>{chain.host}</b>
        <small>{chainName(chain.chainId)}</small>
        <small>{blockWords(chain)}</small>
      </div>
      <div role="status" aria-label={say('Last reading of the node')}>
        <ReportLine enabled={chain.enabled} reading={reading} report={chain.report} now={now} />
        <FailureWords failure={failure} />
      </div>
      <Switch
        size="small"
        checked={chain.enabled}
        disabled={pending || readOnly}
        slotProps={{ input: { 'aria-label': say('The node is on') } }}
        onChange={(_, on) => void change(on)}
      />
      <span className="buttons">
        <Button variant="outlined" disabled={readOnly} onClick={() => onAsk({ kind: 'node' })}>
          {say('New address…')}
        </Button>
        <Button color="error" disabled={readOnly} onClick={() => onAsk({ kind: 'remove', coin: null })}>
          {say('Forget…')}
        </Button>
      </span>
    </Node>
  );
}

interface CoinRowProps {
  readonly coin: ChainCoinView;
  readonly readOnly: boolean;
  readonly onAsk: (asked: ChainAsked) => void;
}

function CoinRow({ coin, readOnly, onAsk }: CoinRowProps) {
  const { key, token, decimals, wallets, transfersAnHour, held } = coin;
  const problems = coin.problems.map(told);
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 600 }}>{key}</b>
        {problems.length > 0 && (
          <small style={{ color: tone.down }} title={problems.join(' ')}>
            {problems[0]}
          </small>
        )}
      </td>
      <td title={token ?? undefined}>
        {token === null ? say('the own coin') : shortAddress(token)}
        <small>{say('{decimals} decimals', { decimals })}</small>
      </td>
      <td data-right>{wallets.length}</td>
      <td data-right>{held === null ? UNKNOWN : formatCompact(held)}</td>
      <td data-right>{transfersAnHour === null ? UNKNOWN : formatCompact(transfersAnHour)}</td>
      <td data-right>
        <span className="buttons">
          <Button
            variant="outlined"
            disabled={readOnly}
            onClick={() => onAsk({ kind: 'coin', coin })}
            aria-label={say('Change {name}', { name: key })}
          >
            {say('Change…')}
          </Button>
          <Button
            color="error"
            disabled={readOnly}
            onClick={() => onAsk({ kind: 'remove', coin })}
            aria-label={say('Remove {name}', { name: key })}
          >
            {say('Remove…')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

function CoinTable({ coins, ...rest }: Omit<CoinRowProps, 'coin'> & { readonly coins: readonly ChainCoinView[] }) {
  return (
    <Scroll>
      <DataTable aria-label={say('Coins on the chain')}>
        <colgroup>
          <col style={{ width: '22%' }} />
          <col />
          <col style={{ width: 66 }} />
          <col style={{ width: 104 }} />
          <col style={{ width: 104 }} />
          <col style={{ width: 196 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Coin')}</th>
            <th>{say('Token contract')}</th>
            <th data-right>{say('Wallets')}</th>
            <th data-right>{say('Held, tokens')}</th>
            <th data-right>{say('Moved an hour')}</th>
            <th data-right>{say('Actions')}</th>
          </tr>
        </thead>
        <tbody>
          {coins.map((coin) => (
            <CoinRow key={coin.key} coin={coin} {...rest} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

interface ChainPanelProps {
  readonly chain: ChainView | null;
  readonly coins: readonly ChainCoinView[];
  readonly reading: boolean;
  readonly source: QuerySource;
  readonly onChanged: () => void;
}

/** The node that is asked, and what is read of each coin on its chain. */
export function ChainPanel({ chain, coins, reading, source, onChanged }: ChainPanelProps) {
  const readOnly = useReadOnly();
  const [asked, setAsked] = useState<ChainAsked | null>(null);
  const waiting = source.status === 'loading';
  const head = (
    <PanelHead
      title={say('On the chain')}
      note={
        coins.length === 0
          ? say('exchange wallets and transfers')
          : say('{coins, plural, one {# coin} other {# coins}}', { coins: coins.length })
      }
    >
      <Button
        variant={chain === null ? 'outlined' : 'contained'}
        disabled={readOnly}
        onClick={() => setAsked({ kind: 'coin', coin: null })}
        sx={{ py: '2px' }}
      >
        {say('Add coin…')}
      </Button>
      {chain === null && (
        <Button variant="contained" disabled={readOnly} onClick={() => setAsked({ kind: 'node' })} sx={{ py: '2px' }}>
          {say('Set node…')}
        </Button>
      )}
    </PanelHead>
  );
  return (
    <Panel label={say('On the chain')} header={head} source={source}>
      {waiting && <LoadingRows rows={2} />}
      {chain !== null && <NodeLine chain={chain} reading={reading} onAsk={setAsked} onChanged={onChanged} />}
      {!waiting && coins.length === 0 && (
        <EmptyNote title={chain === null ? say('No node and no coin yet') : say('No coin yet')}>
          {say(
            'Name a node by its RPC address, and for each coin its token contract and wallets of exchanges. Until a week of it is stored the on-chain agent abstains.',
          )}
        </EmptyNote>
      )}
      {coins.length > 0 && <CoinTable coins={coins} readOnly={readOnly} onAsk={setAsked} />}
      <ChainDialogs asked={asked} onChanged={onChanged} onClose={() => setAsked(null)} />
    </Panel>
  );
}
