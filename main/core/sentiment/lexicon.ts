/**
 * Our own word list for headlines of the crypto market. Valence runs from −4 to +4 as in VADER; what counts is what a
 * headline with the word says about the price, not whether the word is kind. Any change is a new version: a stored score
 * names the version that made it.
 */
export const LEXICON_VERSION = 1;

const VALENCES: Readonly<Record<string, string>> = {
  '3.2': 'skyrockets skyrocket skyrocketed skyrocketing parabolic all-time-high record-high',
  '2.6': 'surge surges surged surging soar soars soared soaring rocket rockets moon mooning breakout bull-run bullish',
  '2.0':
    'rally rallies rallied rallying jump jumps jumped jumping boom booming outperform outperforms outperformed adoption approve approves approved approval bull bulls upgrade upgraded profit profits profitable win wins won victory inflow inflows accumulate accumulates accumulating accumulation breakthrough milestone rebound rebounds rebounded rebounding recover recovers recovered recovery',
  '1.4':
    'gain gains gained gaining rise rises rose rising climb climbs climbed climbing higher up support supports supported partnership partner partners launch launches launched growth grow grows growing expand expands expansion strong strength strengthens stronger optimism optimistic confidence confident positive demand buy buys bought buying buyers invest invests invested investment undervalued integrate integrates integration secure secured boost boosts boosted beat beats upside green settle settles settled settlement',
  '0.8':
    'stable steady steadies hold holds held resilient resilience hodl greenlight relief calm eases eased backing backed',
  '-0.8':
    'caution cautious uncertain uncertainty delay delays delayed pause pauses paused mixed muted slows slow sideways stall stalls stalled volatile volatility risk risks risky questioned doubt doubts sluggish',
  '-1.4':
    'fall falls fell falling drop drops dropped dropping decline declines declined declining lower down slip slips slipped slipping dip dips dipped slide slides slid sliding lose loses losing lost loss losses weak weakness weakens weaker sell sells sold selling sellers negative concern concerns worry worries worried warn warns warned warning pressure pressured overvalued retreat retreats retreated outage halt halts halted suspend suspends suspended suspension delist delists delisted delisting downside red rejected rejects rejection outflow outflows probe probes probed investigation investigates investigated subpoena fine fined penalty restrict restricts restriction',
  '-2.0':
    'bear bears bearish sell-off selloff sell-offs plunge plunges plunged plunging tumble tumbles tumbled tumbling sink sinks sank sinking slump slumps slumped dump dumps dumped dumping ban bans banned banning sue sues sued lawsuit lawsuits charged charges crackdown fear fears panic downgrade downgraded liquidation liquidations liquidated breach breached vulnerability exposed depeg depegs depegged underperform underperforms underperformed default defaults defaulted attack attacks attacked sanctions sanctioned frozen freeze freezes layoffs indicted arrest arrested arrests',
  '-2.6':
    'crash crashes crashed crashing plummet plummets plummeted plummeting hack hacks hacked hackers exploit exploits exploited exploiter stolen steal theft drained bankrupt bankruptcy insolvent insolvency fraud fraudulent scam scams scammed rug-pull capitulation turmoil nosedive',
  '-3.2': 'collapse collapses collapsed collapsing ponzi death-spiral wiped-out bloodbath',
};

/** Words by valence. Those of several words are joined by `-`, which is how the tokens of a text are joined to look them up. */
export const LEXICON: ReadonlyMap<string, number> = new Map(
  Object.entries(VALENCES).flatMap(([valence, words]) =>
    words.split(' ').map((word) => [word, Number(valence)] as const),
  ),
);

/** Longest entry of {@link LEXICON}, in words. */
export const LONGEST_PHRASE = 3;

/** Words that turn what follows within three words. Source: VADER's list of negations. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither never no none nope nor not nothing nowhere oughtnt rarely seldom shant shouldnt wasnt werent without wont wouldnt despite denies denied deny fails failed unlikely'.split(
    ' ',
  ),
);

/** +0.293 or −0.293 of valence, away from or towards zero. Source: VADER, its empirically derived boosters. */
export const BOOST = 0.293;
export const BOOSTERS: ReadonlyMap<string, number> = new Map([
  ...'absolutely completely considerably deeply enormously entirely especially exceptionally extremely heavily highly hugely incredibly intensely major majorly massive massively more most particularly quickly rapidly really remarkably sharp sharply significantly so steep steeply strongly substantially thoroughly totally tremendously very wildly'
    .split(' ')
    .map((word) => [word, BOOST] as const),
  ...'almost barely hardly kinda less little marginally minor modest modestly occasionally partly scarcely slight slightly somewhat'
    .split(' ')
    .map((word) => [word, -BOOST] as const),
]);
