import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { CodedWords } from './coded-words.tsx';
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
}

/** A dialog of a screen: its content is made anew each time it opens, so nothing typed outlives it. */
export function ActionDialog({ open, title, onClose, children, width = 'xs' }: ActionDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} maxWidth={width} fullWidth aria-labelledby="action-dialog">
      <DialogTitle id="action-dialog" sx={{ fontSize: 16, fontWeight: 600, pb: 1 }}>
        {title}
      </DialogTitle>
      {children}
    </Dialog>
  );
}
