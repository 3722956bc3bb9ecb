import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { KeyNames } from '#renderer/ui/key-names.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { say } from '#shared/language/words.ts';
import { rankCommands, type Command } from './rank.ts';
import { useRecent } from './recent.ts';
import { useCommands } from './use-commands.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';

const List = styled('div')({
  maxHeight: 'min(440px, 64vh)',
  overflow: 'auto',
  padding: '4px 6px 6px',
  '& [role=presentation]': {
    padding: '8px 12px 3px',
    fontSize: 10.5,
    fontWeight: 500,
    letterSpacing: '0.06em',
    textTransform: 'uppercase',
    color: tone.text3,
  },
  '& [role=option]': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    minHeight: 32,
    padding: '3px 12px',
    borderRadius: 5,
    fontSize: 13,
    cursor: 'pointer',
  },
  '& [role=option] b': { fontWeight: 500, whiteSpace: 'nowrap' },
  '& [aria-selected=true]': { background: tone.kingSoft },
  '& small': {
    flex: 1,
    minWidth: 0,
    fontSize: 11.5,
    color: tone.text3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& p': { padding: '14px 12px', color: tone.text3, fontSize: 13 },
});

const Foot = styled('footer')({
  display: 'flex',
  gap: 16,
  padding: '8px 18px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11,
  color: tone.text3,
});

/** Read aloud, not shown. */
const Name = styled('h2')(UNSEEN);

const PLACEHOLDER = say('Search symbols, screens, actions, settings');
const optionId = ({ id }: Command): string => `command-${id.replaceAll(/[^A-Za-z0-9.-]/g, '_')}`;

interface OptionProps {
  readonly command: Command;
  readonly chosen: boolean;
  readonly onHover: () => void;
  readonly onRun: () => void;
}

function Option({ command, chosen, onHover, onRun }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div ref={ref} id={optionId(command)} role="option" aria-selected={chosen} onMouseMove={onHover} onClick={onRun}>
      <b>{command.label}</b>
      <small>{command.note}</small>
      {command.keys !== undefined && <KeyNames keys={command.keys} />}
    </div>
  );
}

/** The question, its answers, and the one chosen among them. */
function useAnswers() {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const commands = useCommands();
  // The order stays while the palette is open: choosing closes it.
  const [recent] = useState(useRecent.getState().ids);
  const groups = useMemo(() => rankCommands(commands, text, recent), [commands, text, recent]);
  const rows = groups.flatMap((group) => group.commands);
  const at = Math.min(index, Math.max(0, rows.length - 1));
  const ask = (question: string) => {
    setText(question);
    setIndex(0);
  };
  const step = (by: number) => setIndex((at + by + rows.length) % Math.max(1, rows.length));
  return { text, ask, groups, rows, chosen: rows[at], step, point: (to: Command) => setIndex(rows.indexOf(to)) };
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const field = useFirstFocus<HTMLInputElement>();
  const { text, ask, groups, rows, chosen, step, point } = useAnswers();
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    useRecent.getState().chose(command.id);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      step(by);
    }
    if (event.key === 'Enter') run(chosen);
  };
  return (
    <>
      <SearchField
        ref={field}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls="commands"
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen)}
        aria-label={PLACEHOLDER}
        placeholder={PLACEHOLDER}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => ask(event.target.value)}
      />
      <List id="commands" role="listbox" aria-label={say('Results')} tabIndex={-1}>
        {groups.map(({ title, commands }) => [
          <div key={title} role="presentation">
            {title}
          </div>,
          ...commands.map((command) => (
            <Option
              key={command.id}
              command={command}
              chosen={command === chosen}
              onHover={() => point(command)}
              onRun={() => run(command)}
            />
          )),
        ])}
        {rows.length === 0 && <p>{say('Nothing is called “{text}”.', { text })}</p>}
      </List>
      <Foot>
        <span>{say('↑ ↓ choose')}</span>
        <span>{say('Enter open')}</span>
        <span>{say('Esc close')}</span>
        <span style={{ marginLeft: 'auto' }}>{say('? all keys')}</span>
        <PriceOrigin />
      </Foot>
    </>
  );
}

const ORIGIN = {
  from: say('Last prices by the feed'),
  kind: 'market',
  short: true,
} as const;

/** Where the prices behind the symbols come from. */
function PriceOrigin() {
  const { receivedAt } = useRows('tickers');
  return <OriginOf {...ORIGIN} receivedAt={receivedAt} />;
}

/** What is written behind a symbol is a price. */
const STALE_PRICES = { '&[data-stale=true] [role=option] small': STALE_LOOK } as const;

/** How often it was opened: what is opened again at once begins anew, though the dialog before is not gone yet. */
function useOpenings(open: boolean): number {
  const [{ was, count }, set] = useState({ was: open, count: 0 });
  if (was !== open) set({ was: open, count: open ? count + 1 : count });
  return count;
}

/** Finds a symbol, a screen, an action or a setting by its name; opened with Ctrl K. */
export function CommandPalette() {
  const { open, close } = useFrameDialogs();
  const openings = useOpenings(open === 'palette');
  return (
    <Dialog
      open={open === 'palette'}
      onClose={close}
      maxWidth="sm"
      fullWidth
      aria-labelledby="palette-name"
      transitionDuration={0}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '8vh' } }}
      slotProps={{ paper: { 'data-stale': useOld('feed'), sx: STALE_PRICES } as object }}
    >
      <Name id="palette-name">{say('Command palette')}</Name>
      <Palette key={openings} onClose={close} />
    </Dialog>
  );
}
