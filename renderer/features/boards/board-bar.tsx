import type { DockviewApi } from 'dockview';
import AddIcon from '@mui/icons-material/AddOutlined';
import MoreIcon from '@mui/icons-material/MoreHorizOutlined';
import WindowIcon from '@mui/icons-material/OpenInNewOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useState, type ReactNode } from 'react';
import { useBoardPanels } from '#renderer/data/board-panels.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { boardOf } from './boards.ts';
import { useBoards } from './boards-store.ts';
import { addPanel } from './dock.ts';
import { boardTitle } from './samples.ts';
import type { BoardCommands } from './use-board-commands.ts';

const Bar = styled('div')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  minHeight: 40,
  padding: '4px 12px',
  background: tone.rail,
  borderBottom: `1px solid ${tone.line}`,
  '& nav': { display: 'flex', gap: 2, minWidth: 0, overflow: 'auto hidden' },
  '& nav button': {
    border: 0,
    borderBottom: '2px solid transparent',
    background: 'none',
    padding: '6px 12px',
    color: tone.text2,
    fontSize: 12.5,
    fontWeight: 500,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
  },
  '& nav button:hover': { color: tone.text },
  '& nav button[aria-current]': { color: tone.text, borderBottomColor: tone.king },
  '& small': { color: tone.text3, fontSize: 11, whiteSpace: 'nowrap' },
});

interface DropProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly text?: string;
  readonly children: (close: () => void) => ReactNode;
}

function Drop({ label, icon, text, children }: DropProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const open = (element: HTMLElement) => setAnchor(element);
  return (
    <>
      {text === undefined ? (
        <IconButton size="small" aria-label={label} aria-haspopup onClick={(event) => open(event.currentTarget)}>
          {icon}
        </IconButton>
      ) : (
        <Button variant="outlined" aria-haspopup startIcon={icon} onClick={(event) => open(event.currentTarget)}>
          {text}
        </Button>
      )}
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close} slotProps={{ list: { 'aria-label': label } }}>
        {children(close)}
      </Menu>
    </>
  );
}

function AddMenu({ dock }: { readonly dock: DockviewApi }) {
  const panels = useBoardPanels();
  return (
    <Drop label={say('Add a panel')} text={say('Add panel')} icon={<AddIcon sx={{ fontSize: 16 }} />}>
      {(close) =>
        panels.map((panel) => (
          <MenuItem
            key={panel.kind}
            title={panel.about}
            onClick={() => {
              close();
              addPanel(dock, panel);
            }}
          >
            {panel.title}
          </MenuItem>
        ))
      }
    </Drop>
  );
}

const MORE = [
  { id: 'save-as', label: say('Save as…') },
  { id: 'rename', label: say('Rename…') },
  { id: 'reset', label: say('Put back as it was saved') },
  { id: 'delete', label: say('Delete') },
];

interface BoardBarProps {
  readonly name: string;
  readonly alone: boolean;
  readonly dock: DockviewApi | null;
  readonly commands: BoardCommands;
}

/** The boards by name, and what can be done with the shown one. */
export function BoardBar({ name, alone, dock, commands }: BoardBarProps) {
  const changed = useBoards((state) => boardOf(state, name)?.working !== null);
  return (
    <Bar>
      <nav aria-label={say('Boards')}>
        {(alone ? [name] : commands.names).map((other) => (
          <button
            key={other}
            type="button"
            aria-current={other === name ? 'page' : undefined}
            onClick={() => (alone ? undefined : commands.goTo(other))}
          >
            {boardTitle(other)}
          </button>
        ))}
      </nav>
      <small role="status">{changed ? say('changed, kept on this computer') : say('as saved')}</small>
      <span style={{ flex: 1 }} />
      {dock !== null && <AddMenu dock={dock} />}
      <Button variant="outlined" disabled={!changed} onClick={() => commands.run('save')}>
        {say('Save')}
      </Button>
      {!alone && (
        <Button
          variant="outlined"
          startIcon={<WindowIcon sx={{ fontSize: 15 }} />}
          onClick={() => commands.run('window')}
        >
          {say('Own window')}
        </Button>
      )}
      <Drop label={say('More of this board')} icon={<MoreIcon sx={{ fontSize: 18 }} />}>
        {(close) =>
          MORE.map(({ id, label }) => (
            <MenuItem
              key={id}
              onClick={() => {
                close();
                commands.run(id);
              }}
            >
              {label}
            </MenuItem>
          ))
        }
      </Drop>
    </Bar>
  );
}
