import { useNavigate } from '@tanstack/react-router';
import { useColorScheme } from '@mui/material/styles';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { formatPrice } from '#renderer/ui/format.ts';
import { useThemeName } from '#renderer/ui/theme/use-tokens.ts';
import { SCREENS } from '../screens.ts';

/** Something the palette can do. */
export interface Command {
  readonly id: string;
  readonly kind: 'Screen' | 'Symbol' | 'Action';
  readonly label: string;
  readonly note: string;
  readonly run: () => void;
}

function useScreenCommands(): Command[] {
  const navigate = useNavigate();
  const { rows } = useRows('tickers');
  const screens = SCREENS.map(({ path, label, about }) => ({
    id: path,
    kind: 'Screen' as const,
    label,
    note: about,
    run: () => void navigate({ href: path }),
  }));
  const symbols = rows.map(({ key, coin, last, priceDecimals }) => ({
    id: key,
    kind: 'Symbol' as const,
    label: coin,
    note: `${key} · ${formatPrice(last, priceDecimals)}`,
    run: () => void navigate({ href: `/heatmap?symbol=${key}` }),
  }));
  return [...screens, ...symbols];
}

function useActionCommands(): Command[] {
  const { row } = useRow('status');
  const show = useFrameDialogs((state) => state.show);
  const navigate = useNavigate();
  const { setMode } = useColorScheme();
  const next = useThemeName() === 'dark' ? 'light' : 'dark';
  const halted = row?.trading.state === 'HALTED';
  const trading = halted
    ? { id: 'resume', label: 'Resume trading', note: 'asks for the word RESUME', run: () => show('resume') }
    : { id: 'halt', label: 'Halt all trading', note: 'Ctrl Shift K', run: () => show('halt') };
  const ask = {
    id: 'ask',
    label: 'Ask why',
    note: 'symbol, side, time',
    run: () => void navigate({ href: '/explain/ask' }),
  };
  const pause = { id: 'pause', label: 'Pause signal intake', note: 'asks for a reason', run: () => show('pause') };
  const intake = row?.intake.paused === true ? [] : [{ kind: 'Action' as const, ...pause }];
  return [
    { kind: 'Action', ...trading },
    ...intake,
    { kind: 'Action', ...ask },
    { kind: 'Action', id: 'theme', label: `Switch to the ${next} theme`, note: '', run: () => setMode(next) },
  ];
}

const matches = (command: Command, words: readonly string[]): boolean => {
  const text = `${command.label} ${command.note} ${command.kind}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** Everything the palette offers for a text: screens, symbols, actions. */
export function useCommands(text: string): readonly Command[] {
  const screens = useScreenCommands();
  const actions = useActionCommands();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...screens, ...actions].filter((command) => matches(command, words));
}
