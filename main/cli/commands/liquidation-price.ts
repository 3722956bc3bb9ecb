import { Command, InvalidArgumentError, Option } from 'commander';
import {
  kucoinRuleAt,
  LIQUIDATION_RULE_NAMES,
  LIQUIDATION_RULES,
  ruleOfVenue,
  type LiquidationRuleName,
} from '#core/market/liquidation-rules.ts';
import { isPositive, NOTHING, compare, parseRational, type Rational } from '#shared/domain/rational.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { runLiquidationPrice, type LiquidationRequest } from '../liquidation/run-liquidation-price.ts';
import { parseMoment } from '../options.ts';

const EXAMPLES = `
Amounts are exact decimals in the settlement currency: the quote currency of a linear contract, the coin of an inverse
one. The price is rounded towards the entry. Rates are fractions: 0.0006 is 0.06 %.

Rules:
${LIQUIDATION_RULE_NAMES.map((name) => `  ${name.padEnd(16)}${LIQUIDATION_RULES[name].title}`).join('\n')}

Examples:
  zmart liquidation-price --venue kucoin --side long --entry 93574.4 --size 0.5 --leverage 10 --margin-tiers XBTUSDTM.json --fee-rate 0.0006
  zmart liquidation-price --venue binance --side short --entry 3000 --size 80 --leverage 20 --margin-tiers tiers.csv.gz --symbol ETH/USDT:USDT --json
  zmart liquidation-price --venue bybit --contract inverse --side long --entry 50000 --size 60000 --leverage 10 --maintenance-rate 0.005`;

type Options = Omit<LiquidationRequest, 'rule'> & {
  readonly venue?: string;
  readonly rule?: LiquidationRuleName;
  readonly at?: number;
};

const VENUES = [...new Set(LIQUIDATION_RULE_NAMES.map((name) => LIQUIDATION_RULES[name].venue))];

function decimal(text: string): Rational {
  try {
    return parseRational(text);
  } catch {
    throw new InvalidArgumentError(`"${text}" is not a decimal number.`);
  }
}

function positive(text: string): Rational {
  const value = decimal(text);
  if (isPositive(value)) return value;
  throw new InvalidArgumentError(`"${text}" is not above zero.`);
}

function notNegative(text: string): Rational {
  const value = decimal(text);
  if (compare(value, NOTHING) >= 0) return value;
  throw new InvalidArgumentError(`"${text}" is below zero.`);
}

function ruleOf({ venue, rule, at }: Options): LiquidationRuleName {
  if (rule !== undefined) return rule;
  if (venue === undefined) throw new CliError(EXIT.usage, 'Name the venue with --venue, or the rule with --rule.');
  const current = at !== undefined && venue === 'kucoin' ? kucoinRuleAt(at) : ruleOfVenue(venue);
  if (current === null) throw new CliError(EXIT.usage, `No rule is known for "${venue}".`);
  return current;
}

/** `zmart liquidation-price`: where an isolated position is liquidated, exact, by the venue's own rule. */
export function liquidationPriceCommand(context: CliContext, end: EndWith): Command {
  return new Command('liquidation-price')
    .description('compute the liquidation price of an isolated position by a venue’s rule, exactly')
    .addOption(new Option('--venue <venue>', 'whose rule in force to use').choices(VENUES))
    .addOption(new Option('--rule <name>', 'a rule by name, instead of the venue’s').choices(LIQUIDATION_RULE_NAMES))
    .option('--at <when>', 'moment whose rule is meant (KuCoin changed its own on 2025-05-22)', parseMoment)
    .addOption(new Option('--contract <kind>', 'kind of contract').choices(['linear', 'inverse']).default('linear'))
    .addOption(new Option('--side <side>', 'side of the position').choices(['long', 'short']).makeOptionMandatory())
    .requiredOption('--entry <price>', 'average entry price', positive)
    .requiredOption('--size <amount>', 'base units (linear) or USD (inverse); contracts with --multiplier', positive)
    .option('--multiplier <amount>', 'size of one contract', positive)
    .option('--leverage <times>', 'leverage at entry; gives the margin', positive)
    .option('--margin <amount>', 'margin of the position, instead of --leverage', positive)
    .option('--added-margin <amount>', 'margin added since; negative when taken out', decimal)
    .option('--margin-tiers <file>', 'maintenance table: CSV with a header or the venue’s JSON, also .gz')
    .option('--symbol <name>', 'contract in a table that holds several, as the table names it')
    .option('--maintenance-rate <fraction>', 'one maintenance rate instead of a table', notNegative)
    .option('--maintenance-amount <amount>', 'fixed amount off maintenance, with --maintenance-rate', notNegative)
    .option('--fee-rate <fraction>', 'fee on top of maintenance, see the rule; 0 when not given', notNegative)
    .option('--tick <price>', 'price step to round to, towards the entry', positive)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      end(await runLiquidationPrice({ ...options, rule: ruleOf(options) }, context));
    });
}
