import { beforeEach, expect, it, vi } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { tellCoinRemoved, tellFeedChanged, tellFeedRemoved } from './source-undo.ts';

const FEED = { name: 'Desk', kind: 'rss', address: 'https://desk.invalid/feed', weight: 2 };

function setUp() {
  const add = vi.fn(async () => ({ key: 'new' }));
  const change = vi.fn(async () => ({ key: 'new' }));
  const setCoin = vi.fn(async () => ({}));
  return { add, change, setCoin, sources: { add, change, setCoin } as never, renew: vi.fn() };
}

beforeEach(() => useNotices.setState({ notices: [] }));

it('a feed that was removed is added again, off if it was, and read anew', async () => {
  const { sources, add, change, renew } = setUp();
  tellFeedRemoved(sources, { ...FEED, key: 'old', enabled: false } as never, renew);
  undoLast();
  await vi.waitFor(() => expect(renew).toHaveBeenCalledTimes(1));
  expect(add).toHaveBeenCalledWith(FEED);
  expect(change).toHaveBeenCalledWith({ id: 'new', enabled: false });
});

it('one that was renamed has its name and weight again', async () => {
  const { sources, change, renew } = setUp();
  tellFeedChanged(sources, { ...FEED, key: 'old', enabled: true } as never, renew);
  undoLast();
  await vi.waitFor(() => expect(renew).toHaveBeenCalledTimes(1));
  expect(change).toHaveBeenCalledWith({ id: 'old', name: 'Desk', weight: 2 });
});

it('a coin that was removed is set again with its contract and wallets', async () => {
  const { sources, setCoin, renew } = setUp();
  const coin = { token: '0xaa', decimals: 6, wallets: ['0xbb'] };
  tellCoinRemoved(sources, { ...coin, key: 'USDC', held: 1, transfersAnHour: null } as never, renew);
  undoLast();
  await vi.waitFor(() => expect(renew).toHaveBeenCalledTimes(1));
  expect(setCoin).toHaveBeenCalledWith({ coin: 'USDC', ...coin });
});
