import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useNotices, type Notice } from '#renderer/data/notices.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say, verbatim } from '#shared/language/words.ts';

/** How long a notice stands, ms: longer where there is something to decide. */
const STANDS_MS = { plain: 6_000, undo: 12_000 } as const;

const List = styled('div')({
  position: 'fixed',
  left: 16,
  bottom: 40,
  zIndex: 1_400,
  display: 'grid',
  gap: 8,
  maxWidth: 'min(460px, calc(100vw - 32px))',
  '& > div': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    minHeight: 40,
    padding: '4px 6px 4px 14px',
    borderRadius: 8,
    border: `1px solid ${tone.lineStrong}`,
    background: tone.raised,
    color: tone.text,
    fontSize: 12.5,
    boxShadow: '0 6px 24px #00000055',
    animation: '140ms zm-in ease-out',
  },
  '& > div[data-tone=problem]': { borderColor: tone.warn },
  '& span': { flex: 1 },
});

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const dismiss = useNotices((state) => state.dismiss);
  const { id, text, undo, next } = notice;
  const decides = undo !== null || next !== null;
  // Nothing goes away under the hand or the focus.
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(id), decides ? STANDS_MS.undo : STANDS_MS.plain);
    return () => clearTimeout(timer);
  }, [id, decides, held, dismiss]);
  return (
    <div
      data-tone={notice.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {undo !== null && (
        <Button
          aria-keyshortcuts="Control+Z"
          title={verbatim('Ctrl+Z')}
          onClick={() => {
            undo();
            dismiss(id);
          }}
        >
          {say('Undo')}
        </Button>
      )}
      {next !== null && (
        <Button href={next.href} onClick={() => dismiss(id)}>
          {next.words}
        </Button>
      )}
      <IconButton size="small" aria-label={say('Close the notice')} onClick={() => dismiss(id)}>
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </div>
  );
}

/** What was done lately, at the foot of the window, with a way back where there is one. */
export function NoticeList() {
  const notices = useNotices((state) => state.notices);
  return (
    <List role="status" aria-label={say('Notices')} data-notices="">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </List>
  );
}
