import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { useCommands, type Command } from './use-commands.ts';

const Input = styled('input')({
  border: 0,
  outline: 'none !important',
  background: 'none',
  color: tone.text,
  fontSize: 15,
  padding: '14px 18px',
  borderBottom: `1px solid ${tone.line}`,
  '&::placeholder': { color: tone.text3 },
});

const List = styled('ul')({
  listStyle: 'none',
  maxHeight: 380,
  overflow: 'auto',
  padding: '6px !important',
  '& li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: 10,
    padding: '7px 12px',
    borderRadius: 5,
    fontSize: 13,
    cursor: 'pointer',
  },
  '& li[aria-selected=true]': { background: tone.kingSoft },
  '& small': { flex: 1, fontSize: 11.5, color: tone.text3 },
  '& em': { fontSize: 10.5, fontStyle: 'normal', color: tone.text3 },
});

interface OptionProps {
  readonly command: Command;
  readonly chosen: boolean;
  readonly onHover: () => void;
  readonly onRun: () => void;
}

function Option({ command, chosen, onHover, onRun }: OptionProps) {
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li
      ref={ref}
      id={`command-${command.id}`}
      role="option"
      aria-selected={chosen}
      onMouseMove={onHover}
      onClick={onRun}
    >
      <span>{command.label}</span>
      <small>{command.note}</small>
      <em>{command.kind}</em>
    </li>
  );
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const [index, setIndex] = useState(0);
  const commands = useCommands(text);
  const chosen = commands[Math.min(index, commands.length - 1)];
  const run = (command: Command | undefined) => {
    onClose();
    command?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setIndex((now) => (Math.min(now, commands.length - 1) + step + commands.length) % Math.max(1, commands.length));
    }
    if (event.key === 'Enter') run(chosen);
  };
  return (
    <>
      <Input
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls="commands"
        aria-activedescendant={chosen === undefined ? undefined : `command-${chosen.id}`}
        aria-label="Search symbols, screens, actions"
        placeholder="Search symbols, screens, actions"
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
      />
      <List id="commands" role="listbox" aria-label="Results">
        {commands.map((command, at) => (
          <Option
            key={command.id}
            command={command}
            chosen={command === chosen}
            onHover={() => setIndex(at)}
            onRun={() => run(command)}
          />
        ))}
        {commands.length === 0 && <li style={{ color: tone.text3, cursor: 'default' }}>Nothing is called “{text}”.</li>}
      </List>
    </>
  );
}

/** Finds a screen, a symbol or an action by its name; opened with Ctrl K. */
export function CommandPalette() {
  const { open, close } = useFrameDialogs();
  return (
    <Dialog
      open={open === 'palette'}
      onClose={close}
      maxWidth="sm"
      fullWidth
      aria-label="Command palette"
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '8vh' } }}
    >
      <Palette onClose={close} />
    </Dialog>
  );
}
