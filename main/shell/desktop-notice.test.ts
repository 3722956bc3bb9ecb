import type { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DesktopNotices } from './desktop-notice.ts';

interface Shown extends EventEmitter {
  readonly options: Readonly<Record<string, unknown>>;
}
const shown = vi.hoisted(() => [] as unknown[]) as Shown[];

vi.mock('electron', async () => {
  const { EventEmitter: Events } = await import('node:events');
  class Notification extends Events {
    readonly options: unknown;
    constructor(options: unknown) {
      super();
      this.options = options;
    }
    static isSupported(): boolean {
      return true;
    }
    show(): void {
      shown.push(this as never);
    }
  }
  return { Notification };
});

beforeEach(() => void shown.splice(0));

describe('a notice on the desktop', () => {
  it('opens on a click the screen it is about, and the first screen when it says nothing', () => {
    const open = vi.fn();
    const notices = new DesktopNotices(open);
    notices.notify({ level: 'alarm', title: 'A', body: 'B', about: { screen: '/console', symbol: 'XBTUSDTM' } });
    notices.notify({ level: 'info', title: 'C', body: 'D' });
    expect(open).not.toHaveBeenCalled();
    for (const one of shown) one.emit('click');
    expect(open.mock.calls).toEqual([['/console?symbol=XBTUSDTM'], ['/']]);
  });

  it('stays and sounds when it is an alarm, and only then', () => {
    const notices = new DesktopNotices(() => undefined);
    notices.notify({ level: 'alarm', title: 'A', body: 'B' });
    notices.notify({ level: 'warning', title: 'C', body: 'x'.repeat(1_000) });
    expect(shown.map(({ options }) => options)).toEqual([
      { title: 'A', body: 'B', silent: false, urgency: 'critical', timeoutType: 'never' },
      { title: 'C', body: 'x'.repeat(300), silent: true, urgency: 'normal', timeoutType: 'default' },
    ]);
  });
});
