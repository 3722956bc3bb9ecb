import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { say } from '#shared/language/words.ts';
import type { Choice, Wish } from './wish.ts';

interface RowMenuProps {
  /** Null while no menu is open. */
  readonly anchor: HTMLElement | null;
  readonly symbol: string;
  readonly choices: readonly Choice[];
  readonly disabled: boolean;
  readonly onOpen: () => void;
  readonly onWish: (wish: Wish) => void;
  readonly onClose: () => void;
}

const line = { fontSize: 12.5, minHeight: 30, gap: 3, justifyContent: 'space-between' } as const;

/** What can be done with the symbol of a row. */
export function RowMenu({ anchor, symbol, choices, disabled, onOpen, onWish, onClose }: RowMenuProps) {
  const pick = (done: () => void) => () => {
    onClose();
    done();
  };
  return (
    <Menu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      transitionDuration={0}
      slotProps={{ list: { 'aria-label': say('Menu of {symbol}', { symbol }), dense: true } }}
    >
      <MenuItem sx={line} onClick={pick(onOpen)}>
        {say('Open {symbol}', { symbol })} <Kbd>Enter</Kbd>
      </MenuItem>
      <Divider />
      {choices.map(({ label, key, wish }) => (
        <MenuItem key={key} sx={line} disabled={disabled} onClick={pick(() => onWish(wish))}>
          {label} <Kbd>{key}</Kbd>
        </MenuItem>
      ))}
    </Menu>
  );
}
