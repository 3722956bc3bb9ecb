/**
 * What is known of one subscription.
 *
 * `asked`: wanted, no answer yet. `acknowledged`: the venue took the subscription, no data yet. `live`: data within the
 * limit. `quiet`: no data within the limit on a channel that speaks only when something happens, but a question to the
 * venue proved within the limit that nothing was missed. `behind`: data come, but too old. `silent`: nothing proves
 * anything. `broken`: it missed something, so only a new subscription helps. `refused`: the venue declined the
 * subscription. `down`: there is no open socket.
 */
export type ChannelState =
  | 'asked'
  | 'acknowledged'
  | 'live'
  | 'quiet'
  | 'behind'
  | 'silent'
  | 'broken'
  | 'refused'
  | 'down';

/**
 * What moves a channel. `data`: a message with fresh content; `old-data`: one whose content is too old; `late`: the
 * limit passed without proof; `confirmed`: the venue was asked and nothing was missed; `missed`: something that must
 * have come did not. There is no row for a pong: it proves the socket and says nothing about a subscription.
 */
export type ChannelSign =
  | 'asked'
  | 'acknowledged'
  | 'data'
  | 'old-data'
  | 'late'
  | 'confirmed'
  | 'missed'
  | 'refused'
  | 'closed';

type Row = Readonly<Record<ChannelSign, ChannelState>>;

/** What the signs mean to a subscription that is well. */
const OPEN: Omit<Row, 'acknowledged'> = {
  asked: 'asked',
  data: 'live',
  'old-data': 'behind',
  late: 'silent',
  confirmed: 'quiet',
  missed: 'broken',
  refused: 'refused',
  closed: 'down',
};

/** A state that only a new subscription, a refusal or the end of the socket changes. */
const stuck = (state: ChannelState): Row => ({
  asked: 'asked',
  acknowledged: state,
  data: state,
  'old-data': state,
  late: state,
  confirmed: state,
  missed: state,
  refused: 'refused',
  closed: 'down',
});

/** (state, sign) → state. */
export const CHANNEL_TABLE: Readonly<Record<ChannelState, Row>> = {
  // A question is answered about the account, not about a subscription the venue has not taken yet.
  asked: { ...OPEN, acknowledged: 'acknowledged', confirmed: 'asked' },
  acknowledged: { ...OPEN, acknowledged: 'acknowledged' },
  live: { ...OPEN, acknowledged: 'live' },
  quiet: { ...OPEN, acknowledged: 'quiet' },
  behind: { ...OPEN, acknowledged: 'behind' },
  silent: { ...OPEN, acknowledged: 'acknowledged' },
  // Later data do not bring back what was missed.
  broken: stuck('broken'),
  // Data on a refused subscription belong to something else; an acknowledgement after all does count.
  refused: { ...stuck('refused'), acknowledged: 'acknowledged' },
  // Data still in flight from a closed socket do not bring it back.
  down: { ...stuck('down'), refused: 'down' },
};

/** Whether decisions may rest on the channel: its data are fresh, or proven to be complete. */
export const isTrusted = (state: ChannelState): boolean => state === 'live' || state === 'quiet';
