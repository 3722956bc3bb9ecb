import type { OutgoingNotice } from '#core/ports/alert-sender.ts';

const MARKS: Readonly<Record<OutgoingNotice['level'], string>> = { info: 'Info', warning: 'Warning', alarm: 'ALARM' };

/** A notice as plain text: no markup of any receiver is in it, whatever a venue or a source wrote. */
export function noticeText({ level, title, body, at, more }: OutgoingNotice): string {
  const again = more === 0 ? '' : `\n(${String(more)} more like this)`;
  return `${MARKS[level]}: ${title}\n${body}${again}\n${new Date(at).toISOString()} · Zmart Workstation`;
}

/** Slack reads these three as markup; everything else is text there. */
export const slackText = (notice: OutgoingNotice): string =>
  noticeText(notice).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
