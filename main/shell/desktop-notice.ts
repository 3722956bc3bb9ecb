import { app, Notification } from 'electron';
import type { Notifier } from '#core/ports/notifier.ts';

/** The most a desktop shows of a notice. */
const LONGEST = 300;

/** Shows a notice on the desktop; a click on it brings the window. Alarms stay until they are closed and sound. */
export const showOnDesktop: Notifier['notify'] = ({ level, title, body }) => {
  if (!Notification.isSupported()) return;
  const alarm = level === 'alarm';
  const shown = new Notification({
    title,
    body: body.slice(0, LONGEST),
    silent: !alarm,
    urgency: alarm ? 'critical' : 'normal',
    timeoutType: alarm ? 'never' : 'default',
  });
  shown.on('click', () => app.emit('activate'));
  shown.show();
};
