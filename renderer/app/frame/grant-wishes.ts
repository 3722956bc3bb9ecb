import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { startTour } from '#renderer/data/first-run.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useShellWishes } from '#renderer/data/shell-wish.ts';

/** Shows what the desktop program asks for: a screen, an explanation, or a dialog that asks before it does anything. */
export function useGrantedWishes(): void {
  const wish = useShellWishes((state) => state.wish);
  const show = useFrameDialogs((state) => state.show);
  const navigate = useNavigate();
  useEffect(() => {
    if (wish === null) return;
    useShellWishes.setState({ wish: null });
    if (wish.kind === 'place') void navigate({ href: wish.path });
    else if (wish.dialog === 'tour') startTour();
    else show(wish.dialog);
  }, [wish, show, navigate]);
}
