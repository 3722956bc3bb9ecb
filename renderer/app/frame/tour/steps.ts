import { say } from '#shared/language/words.ts';

/** One stop of the tour: an element of the window and what it is for. */
export interface TourStep {
  readonly target: string;
  readonly title: string;
  readonly text: string;
}

/** The stops, in the order of the window. Where a narrow window hides one, the tour goes past it. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    target: 'header [aria-keyshortcuts="Control+K"]',
    title: say('Everything by its name'),
    text: say(
      'Ctrl K finds every symbol, screen, action and setting. ? lists all keys; G and a letter goes to a screen.',
    ),
  },
  {
    target: 'header [data-round=true]',
    title: say('What is real'),
    text: say('Violet is simulated: no order reaches an exchange. Red is live. The word stands here on every screen.'),
  },
  {
    target: 'header [role=status]',
    title: say('Whether the machine trades'),
    text: say('ACTIVE, REDUCING or HALTED, with the reason in a line below. A question mark: it is not known now.'),
  },
  {
    target: 'header [aria-keyshortcuts="Control+Shift+K"]',
    title: say('The kill switch'),
    text: say('Stops and cancels all entries at once, from anywhere; positions can be closed with it. Ctrl Shift K.'),
  },
  {
    target: 'nav[data-part=screens]',
    title: say('Screens'),
    text: say(
      'Trade: what the market and the machine do. Trust: why, and whether it is true. Boards arrange panels of your own.',
    ),
  },
  {
    target: 'footer',
    title: say('What it all stands on'),
    text: say('Age of the market data, the journal that was verified, agents alive, connection and clock.'),
  },
];
