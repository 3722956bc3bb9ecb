import type { ReplayReport } from '#shared/contract/replay.ts';
import { cents, exact, grouped, orDash, percent, span, utcMinute } from '../terminal/figures.ts';
import { pairs, table, type Column } from '../terminal/table.ts';

const left = (title: string): Column => ({ title });
const right = (title: string): Column => ({ title, align: 'right' });

/** A replay's report as tables for a person. */
export function reportText(report: ReplayReport): string {
  return [
    heading(`Replay ${report.id}`, runText(report)),
    heading('Signals by where they ended', signalsText(report)),
    heading('How the price went after the signals', outcomesText(report)),
    heading('Orders and fills', ordersText(report)),
    heading('Result', resultText(report)),
    heading('By symbol (USDT)', symbolsText(report)),
    heading('Proof', proofText(report)),
  ].join('\n');
}

const heading = (title: string, body: string): string => `${title}\n\n${body}`;

function runText({ request, candles, tookMs, candlesPerSecond }: ReplayReport): string {
  return pairs([
    ['Candles', `${grouped(candles)} of ${request.timeframe}, ${String(request.symbols.length)} symbols`],
    ['Span (UTC)', `${utcMinute(request.from)} to ${utcMinute(request.to)}`],
    ['Seed', String(request.seed)],
    ['Time taken', `${span(tookMs)}, ${grouped(candlesPerSecond)} candles/s`],
  ]);
}

function signalsText({ signals }: ReplayReport): string {
  const share = (count: number): string => (signals.received > 0 ? percent(count / signals.received, 1) : '–');
  const rows = signals.dispositions.map(({ stage, label, code, count }) => [
    stage,
    label,
    grouped(count),
    share(count),
    code ?? '',
  ]);
  const total = ['', 'received', grouped(signals.received), '', ''];
  return table([left('Stage'), left('Disposition'), right('Signals'), right('Share'), left('Code')], rows, [total]);
}

function outcomesText({ outcomes }: ReplayReport): string {
  const rows = outcomes.map(({ kind, executed, meanR, refused, meanRRefused }) => [
    kind,
    grouped(executed),
    orDash(meanR),
    grouped(refused),
    orDash(meanRRefused),
  ]);
  return table([left('Outcome'), right('Executed'), right('Mean R'), right('Refused'), right('Mean R')], rows);
}

function ordersText({ orders, fills }: ReplayReport): string {
  return pairs([
    ['Orders sent', grouped(orders.sent)],
    ['Orders filled', grouped(orders.filled)],
    ['Orders canceled', grouped(orders.canceled)],
    ['Orders rejected', grouped(orders.rejected)],
    ['Fills', `${grouped(fills.count)}, worth ${cents(fills.value)} USDT`],
    ['Fees', `${cents(fills.fees)} USDT`],
    ['Funding', `${cents(fills.funding)} USDT`],
  ]);
}

function resultText({ result }: ReplayReport): string {
  const hitRate = result.trades > 0 ? ` (${percent(result.won / result.trades, 1)})` : '';
  return pairs([
    ['Capital', `${cents(result.capital)} USDT`],
    ['Equity', `${cents(result.equity)} USDT, ${percent(result.returnShare)}`],
    ['Realised', `${cents(result.realised)} USDT`],
    ['Peak', `${cents(result.peak)} USDT`],
    ['Largest drawdown', percent(result.maxDrawdown)],
    ['Trades', `${grouped(result.trades)}, won ${grouped(result.won)}${hitRate}`],
    ['Profit factor', orDash(result.profitFactor)],
  ]);
}

function symbolsText({ perSymbol }: ReplayReport): string {
  const rows = perSymbol.map(({ symbol, coin, trades, won, result, fees, assumed }) => [
    symbol,
    coin,
    grouped(trades),
    grouped(won),
    cents(result),
    cents(fees),
    assumed.length === 0 ? 'nothing' : `${String(assumed.length)} fields`,
  ]);
  const titles = [left('Symbol'), left('Coin'), right('Trades'), right('Won'), right('Result'), right('Fees')];
  return `${table([...titles, right('Assumed')], rows)}${assumptionsText(perSymbol)}`;
}

/** Which fields of which contracts no venue record gave, each list of fields once. */
function assumptionsText(perSymbol: ReplayReport['perSymbol']): string {
  const bySet = new Map<string, string[]>();
  for (const { symbol, assumed } of perSymbol.filter((row) => row.assumed.length > 0)) {
    const fields = assumed.join(', ');
    bySet.set(fields, [...(bySet.get(fields) ?? []), symbol]);
  }
  const lines = [...bySet].map(([fields, symbols]) => `\nAssumed of ${symbols.join(', ')}:\n  ${fields}\n`);
  return lines.join('');
}

function proofText({ records, rootHash, dataHash, ledgerSum }: ReplayReport): string {
  return pairs([
    ['Journal records', grouped(records)],
    ['Journal root hash', rootHash],
    ['Candles’ hash', dataHash],
    ['Sum of the ledger', `${exact(ledgerSum)} USDT${exact(ledgerSum) === '0' ? '' : ', which must be 0: a defect'}`],
  ]);
}
