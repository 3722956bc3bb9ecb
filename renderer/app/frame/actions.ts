import { useNavigate } from '@tanstack/react-router';
import { useColorScheme } from '@mui/material/styles';
import { useMemo } from 'react';
import { useActions, type Action } from '#renderer/data/actions.ts';
import { startTour } from '#renderer/data/first-run.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { useThemeName } from '#renderer/ui/theme/use-tokens.ts';
import { say } from '#shared/language/words.ts';
import { themeSwitch } from './theme-switch.ts';

/** What the window can do on every screen. */
function useFrameActions(): readonly Action[] {
  const { row } = useRow('status');
  const show = useFrameDialogs((state) => state.show);
  const navigate = useNavigate();
  const { setMode } = useColorScheme();
  const next = useThemeName() === 'dark' ? 'light' : 'dark';
  const halted = row?.trading.state === 'HALTED';
  const paused = row?.intake.paused === true;
  const undoable = useNotices(({ notices }) => notices.findLast(({ undo }) => undo !== null)?.text ?? null);
  return useMemo(() => {
    const group = say('Actions');
    const resume = { id: 'resume-trading', group, label: say('Resume trading'), note: say('asks for the word RESUME') };
    const halt = {
      id: 'halt-all-trading',
      group,
      label: say('Halt all trading'),
      note: say('stops and cancels all entries, flatten included'),
    };
    const pause = {
      id: 'pause-signal-intake',
      group,
      label: say('Pause signal intake'),
      note: say('asks for a reason'),
    };
    const theme = { id: `switch-to-${next}-theme`, group, label: themeSwitch(next), note: say('dark, light') };
    return [
      ...(halted ? [{ ...resume, run: () => show('resume') }] : []),
      ...(halted ? [] : [{ ...halt, keys: 'Ctrl+Shift+K', run: () => show('halt') }]),
      ...(paused ? [] : [{ ...pause, run: () => show('pause') }]),
      ...(undoable === null
        ? []
        : [{ id: 'undo', group, label: say('Undo'), note: undoable, keys: 'Ctrl+Z', run: undoLast }]),
      {
        id: 'ask-why',
        group,
        label: say('Ask why'),
        note: say('symbol, side, time: the decision and its reasons'),
        run: () => void navigate({ href: '/explain/ask' }),
      },
      { ...theme, run: () => setMode(next) },
      {
        id: 'show-all-keys',
        group,
        label: say('Show all keys'),
        note: say('shortcuts, sheet'),
        keys: '?',
        run: () => show('keys'),
      },
      {
        id: 'take-the-tour',
        group,
        label: say('Take the tour'),
        note: say('what is where, in six steps; Esc leaves'),
        run: startTour,
      },
    ];
  }, [halted, paused, undoable, next, show, navigate, setMode]);
}

/** Offers what the window can do on every screen, and listens for its keys. */
export function useFrameCommands(): void {
  useActions(useFrameActions());
  const show = useFrameDialogs((state) => state.show);
  const bindings = useMemo<readonly KeyBinding[]>(
    () => [
      { keys: 'Ctrl+K', label: say('Find a symbol, screen, action or setting'), run: () => show('palette') },
      { keys: 'Ctrl+Shift+K', label: say('Halt all trading'), run: () => show('halt') },
      { keys: 'Ctrl+Z', label: say('Take back what a notice offers to'), run: undoLast },
      { keys: '?', label: say('This list'), run: () => show('keys') },
    ],
    [show],
  );
  useKeys(say('Everywhere'), bindings);
}
