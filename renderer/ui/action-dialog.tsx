import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { CodedWords } from './coded-words.tsx';
import { STALE_LOOK, useOld, type Ageing } from './origin-world.ts';
import { OriginOf, type PanelOriginProps } from './panel-origin.tsx';
import { tone } from './theme/tokens.ts';

/** A failure as shown: a code and a sentence. */
interface ShownFailure {
  readonly code: string;
  readonly sentence: string;
}

/** Explaining text inside a dialog. */
export const Words = styled('p')({ color: tone.text2, fontSize: 12.5, lineHeight: 1.5 });

const Line = styled('p')({ color: tone.down, fontSize: 12, lineHeight: 1.45 });

/** What went wrong and what to do, where a dialog or panel shows it; it keeps its place when there is nothing. */
export function FailureWords({ failure }: { readonly failure: ShownFailure | null }) {
  if (failure === null) return null;
  return (
    <Line role="alert">
      <b>{failure.code}</b> <CodedWords text={failure.sentence} />
    </Line>
  );
}

interface ActionDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'xs' | 'sm' | 'md' | 'lg';
  /** Where its figures come from; without it, it shows none but what is typed into it. */
  readonly origin?: PanelOriginProps | undefined;
  /** What makes them old. */
  readonly ageing?: Ageing;
}

interface DialogHeadProps {
  /** The id that names the dialog. */
  readonly id: string;
  readonly title: string;
  readonly origin?: PanelOriginProps | undefined;
}

/** The head of a dialog: what it is about, and the mark of its figures where it shows any. */
export function DialogHead({ id, title, origin }: DialogHeadProps) {
  return (
    // Its own id: the name of the dialog is the title alone, without the mark.
    <DialogTitle
      component="div"
      id={`${id}-head`}
      sx={{ display: 'flex', gap: 1.5, fontSize: 16, fontWeight: 600, pb: 1 }}
    >
      <h2 id={id} style={{ flex: 1, margin: 0, font: 'inherit' }}>
        {title}
      </h2>
      {origin !== undefined && <OriginOf {...origin} short />}
    </DialogTitle>
  );
}

/** How the paper of a dialog with figures looks when they are old. */
const STALE_PAPER = { '&[data-stale=true] .MuiDialogContent-root': STALE_LOOK } as const;

/** The paper of a dialog that shows figures: greyed while they are old. */
export const agedPaper = (old: boolean) => ({ paper: { 'data-stale': old, sx: STALE_PAPER } as object });

/** A dialog of a screen: its content is made anew each time it opens, so nothing typed outlives it. */
export function ActionDialog(props: ActionDialogProps) {
  const { open, title, onClose, children, width = 'xs', origin, ageing = 'connection' } = props;
  const old = useOld(ageing);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth={width}
      fullWidth
      aria-labelledby="action-dialog"
      slotProps={agedPaper(old)}
    >
      <DialogHead id="action-dialog" title={title} origin={origin} />
      {children}
    </Dialog>
  );
}
