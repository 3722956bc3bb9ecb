import { styled } from '@mui/material/styles';
import { useRef, useState, type RefObject } from 'react';
import { say } from '#shared/language/words.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useDraft, type Draft } from '../draft.ts';
import { MODE_TAGS } from '#renderer/ui/trading-words.ts';
import { usePreview, usePreviewOfDraft, type PreviewState } from '../preview.ts';
import { denialWords } from './check-list.ts';
import { Checks } from './checks.tsx';
import { Closing, type ClosePart } from './closing.tsx';
import { addedTo, sizeFacts, type DraftFacts } from './derive.ts';
import { ModeSwitch } from './mode-switch.tsx';
import { Outlook } from './outlook.tsx';
import { Bracket, EntryPrices } from './prices.tsx';
import { ResultWords, SendButton } from './send-button.tsx';
import { sendWords } from './send-words.ts';
import { Size } from './size.tsx';
import { sizeIn, sizeOf } from './sizing.ts';
import { TicketFrame } from './ticket-frame.tsx';
import { Flags, Leverage, MoreTerms } from './terms.tsx';
import { useSend, type Sending } from './use-send.ts';
import { useOrderStart } from './use-entry-price.ts';
import { useStanding, useStatusPart, type Standing, type StatusPart } from './use-standing.ts';
import { useDraftFacts } from './use-ticket.ts';
import { KINDS, useTicketKeys } from './use-ticket-keys.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  display: 'grid',
  alignContent: 'start',
  gridAutoRows: 'max-content',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 10,
  padding: '10px 14px',
  '& > section': { borderTop: `1px solid ${tone.line}`, paddingTop: 9 },
  '& button.link': { all: 'unset', cursor: 'pointer', color: tone.king, fontSize: 11 },
  '& button.link:focus-visible': { outline: `2px solid ${tone.king}`, borderRadius: 3 },
});

const Foot = styled('div')({
  flex: 'none',
  padding: '8px 14px 6px',
  borderTop: `1px solid ${tone.line}`,
  display: 'grid',
  gap: 5,
});

const Sides = styled('div')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 8,
  '& button': {
    all: 'unset',
    boxSizing: 'border-box',
    height: 34,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: 10,
    borderRadius: 6,
    border: `1px solid ${tone.lineStrong}`,
    color: tone.text,
    fontSize: 13,
    fontWeight: 600,
    cursor: 'pointer',
  },
  '& button:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1 },
  '& button[aria-pressed=true][data-side=buy]': { color: tone.up, background: tone.upSoft, borderColor: tone.up },
  '& button[aria-pressed=true][data-side=sell]': {
    color: tone.down,
    background: tone.downSoft,
    borderColor: tone.down,
  },
});

const Locked = styled('p')({
  padding: '7px 10px',
  borderRadius: 6,
  background: tone.warnSoft,
  color: tone.text,
  fontSize: 11.5,
  lineHeight: 1.45,
  '& b': { color: tone.warn },
});

const Kinds = styled('div')({ '& > div': { display: 'flex' }, '& button': { flex: 1, padding: '5px 0' } });

function SideButtons({ draft }: { readonly draft: Draft }) {
  const { start } = useOrderStart();
  const pressed = (side: Draft['side']) => draft.active && draft.side === side;
  return (
    <Sides role="group" aria-label={say('Side')}>
      <button type="button" data-side="buy" aria-pressed={pressed('buy')} onClick={() => start('buy')}>
        {rich('Buy / long {key}', { key: <Kbd>B</Kbd> })}
      </button>
      <button type="button" data-side="sell" aria-pressed={pressed('sell')} onClick={() => start('sell')}>
        {rich('Sell / short {key}', { key: <Kbd>S</Kbd> })}
      </button>
    </Sides>
  );
}

/** A size as people name it: coins where the contract is known. */
function sizeText(lots: number | null, draft: Draft, facts: DraftFacts | null): string {
  if (lots === null || facts === null) return '';
  const coins = sizeOf(lots, 'coin', sizeFacts(draft, facts));
  if (coins !== null) return `${formatQuantity(coins)} ${facts.instrument.coin}`;
  return say('{count, plural, one {{shown} contract} other {{shown} contracts}}', { count: lots, shown: String(lots) });
}

/** Puts the largest passing size into the field, in its unit where that names it exactly. */
function applyPassing(lots: number, draft: Draft, facts: DraftFacts): void {
  const { patch } = useDraft.getState();
  const known = sizeFacts(draft, facts);
  if (draft.sizeUnit === 'contracts' || draft.sizeUnit === 'coin') {
    patch({ size: sizeIn(lots, draft.sizeUnit, known) });
  } else patch({ sizeUnit: 'contracts', size: String(lots) });
}

function Head({ status }: { readonly status: StatusPart | null }) {
  const live = status?.mode === 'live';
  return (
    <PanelHead title={say('Order')} note={say('isolated, one-way')}>
      {status !== null && (
        <Tag tone={live ? 'danger' : 'sim'}>{live ? say('LIVE, REAL MONEY') : MODE_TAGS[status.mode]}</Tag>
      )}
    </PanelHead>
  );
}

interface EntryProps {
  readonly draft: Draft;
  readonly facts: DraftFacts | null;
  readonly entryRef: RefObject<HTMLInputElement | null>;
  readonly sizeRef: RefObject<HTMLInputElement | null>;
}

/** The fields of an entry. */
function Entry({ draft, facts, entryRef, sizeRef }: EntryProps) {
  const { choose } = useOrderStart();
  return (
    <>
      <Kinds>
        <Segmented label={say('Kind of order')} options={KINDS} value={draft.kind} onChange={choose} />
      </Kinds>
      <EntryPrices draft={draft} facts={facts} inputRef={entryRef} />
      <Bracket draft={draft} facts={facts} />
      <Size draft={draft} facts={facts} inputRef={sizeRef} />
      <Leverage draft={draft} facts={facts} />
    </>
  );
}

/** What follows from the fields of an entry: figures and checks. */
function Consequences({ draft, facts, passing, onPassing }: ConsequencesProps) {
  const preview = usePreview((state) => state.preview);
  const instrument = facts?.instrument ?? null;
  return (
    <>
      <MoreTerms draft={draft} instrument={instrument} adds={addedTo(draft, facts?.position ?? null) !== null} />
      <Outlook preview={preview} priceDecimals={instrument?.priceDecimals ?? 2} />
      <Checks preview={preview} passing={passing} onPassing={onPassing} />
    </>
  );
}

interface ConsequencesProps {
  readonly draft: Draft;
  readonly facts: DraftFacts | null;
  readonly passing: string | null;
  readonly onPassing: () => void;
}

/** What is said under the button while nothing was sent: what is missing, or why it is denied. */
function adviceOf(draft: Draft, { missing, preview }: PreviewState, passing: string | null): string {
  if (draft.reduceOnly) return '';
  if (!draft.active) return say('B or S starts an order.');
  return missing !== '' || preview === null ? missing : denialWords(preview, passing);
}

/** The largest size that passes, where it is smaller than what was asked for: a larger one is no way out of a denial. */
function wayOut({ preview }: PreviewState): number | null {
  const found = preview?.largestLots ?? null;
  return found !== null && preview !== null && found < preview.order.lots ? found : null;
}

/** What the button says. */
function buttonWords(draft: Draft, facts: DraftFacts | null, part: ClosePart, passes: boolean): string {
  const position = facts?.position ?? null;
  if (draft.reduceOnly) {
    return position === null
      ? say('Nothing to close')
      : say('Close {part} % of {quantity} {coin}', { part, quantity: position.quantity, coin: position.coin });
  }
  const words = sendWords(draft, sizeText(draft.lots, draft, facts)).replaceAll(/\s+/g, ' ');
  return passes ? words : say('{order}, denied', { order: words });
}

function LockNote({ lock }: { readonly lock: Standing['lock'] }) {
  if (lock === null) return null;
  return (
    <Locked role="status">
      <b>{lock.title}.</b> {lock.sentence}
    </Locked>
  );
}

/** True when the button may be pressed: an entry that passes, or something to close. */
function maySend(draft: Draft, { preview }: PreviewState, standing: Standing, held: boolean, doubt: boolean): boolean {
  if (draft.reduceOnly) return held && standing.mayClose;
  return draft.active && preview?.wouldPass === true && standing.lock === null && !doubt;
}

interface TicketFootProps {
  readonly draft: Draft;
  readonly facts: DraftFacts | null;
  readonly part: ClosePart;
  readonly passing: string | null;
  readonly standing: Standing;
  readonly sending: Sending;
  readonly may: boolean;
  readonly onSend: () => void;
}

/** The button and what became of the last order. */
function TicketFoot({ draft, facts, part, passing, standing, sending, may, onSend }: TicketFootProps) {
  const state = usePreview();
  const { pending, doubt } = sending;
  const denied = state.preview?.wouldPass === false;
  const closing = facts?.position?.side === 'long' ? 'sell' : 'buy';
  const failure = state.failure === null ? null : ({ kind: 'refused', ...state.failure } as const);
  return (
    <Foot>
      <SendButton
        side={draft.reduceOnly ? closing : draft.side}
        live={standing.live}
        words={pending ? say('Sending') : buttonWords(draft, facts, part, !denied)}
        place={standing.place}
        disabled={!may || pending}
        onSend={onSend}
      />
      <ResultWords result={sending.result ?? failure} doubt={doubt} missing={adviceOf(draft, state, passing)} />
    </Foot>
  );
}

/** The order ticket: what exactly happens when this is sent, and may it be. */
export function Ticket() {
  const draft = useDraft();
  const facts = useDraftFacts(draft);
  usePreviewOfDraft();
  const state = usePreview();
  const status = useStatusPart();
  const [part, setPart] = useState<ClosePart>('100');
  const sizeRef = useRef<HTMLInputElement>(null);
  const entryRef = useRef<HTMLInputElement>(null);
  const standing = useStanding(status);
  const sending = useSend(standing.lock !== null);
  const { position = null, instrument, mark } = facts ?? {};
  const closes = draft.reduceOnly;
  const largest = wayOut(state);
  const passing = largest === null ? null : sizeText(largest, draft, facts);
  const may = maySend(draft, state, standing, position !== null, sending.doubt);
  const send = () => {
    if (!closes) sending.send();
    else if (may) sending.sendClose(Number(part));
  };
  const usePassing = () => {
    if (largest !== null && facts !== null) applyPassing(largest, draft, facts);
  };
  useTicketKeys({
    sizeRef,
    entryRef,
    tick: instrument?.tick ?? '',
    mark: mark ?? '',
    onSend: send,
    onPassing: usePassing,
    onChange: () => setPart('100'),
  });
  return (
    <TicketFrame header={<Head status={status} />}>
      <Scroll>
        {status !== null && <ModeSwitch running={status.mode} />}
        <LockNote lock={standing.lock} />
        <SideButtons draft={draft} />
        {closes && <Closing symbol={draft.symbol} part={part} onPart={setPart} />}
        {!closes && <Entry {...{ draft, facts, entryRef, sizeRef }} />}
        <Flags draft={draft} />
        {!closes && <Consequences {...{ draft, facts, passing }} onPassing={usePassing} />}
      </Scroll>
      <TicketFoot {...{ draft, facts, part, passing, standing, sending, may }} onSend={send} />
    </TicketFrame>
  );
}
