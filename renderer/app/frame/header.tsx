import DarkIcon from '@mui/icons-material/DarkModeOutlined';
import LightIcon from '@mui/icons-material/LightModeOutlined';
import SearchIcon from '@mui/icons-material/SearchOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled, useColorScheme } from '@mui/material/styles';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { PHONE, tone } from '#renderer/ui/theme/tokens.ts';
import { useThemeName } from '#renderer/ui/theme/use-tokens.ts';
import { PROVENANCE_WORDS } from '#renderer/ui/provenance-words.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { Logo } from './logo.tsx';
import { ModePill } from './pills.tsx';
import { themeSwitch } from './theme-switch.ts';
import { TradingState } from './trading-state.tsx';

const Bar = styled('header')({
  gridArea: 'head',
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  padding: '0 16px',
  background: tone.rail,
  borderBottom: `1px solid ${tone.line}`,
  [PHONE]: {
    gap: 8,
    padding: '0 10px',
    '& [data-part=money], & [data-part=theme], & .keys': { display: 'none' },
    '& [role=status]': { fontSize: 13, padding: '0 8px' },
  },
  '&[data-trading=HALTED]': { borderBottomColor: tone.down },
  '&[data-trading=REDUCING]': { borderBottomColor: tone.warn },
});

const Brand = styled('a')({
  display: 'flex',
  alignItems: 'center',
  gap: 11,
  width: 168,
  color: tone.text,
  fontWeight: 600,
  fontSize: 14,
  textDecoration: 'none !important',
  '@media (max-width: 1319px)': { width: 26, '& span': { display: 'none' } },
});

const Search = styled('button')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  width: 340,
  minWidth: 120,
  height: 32,
  padding: '0 10px',
  borderRadius: 6,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.bg,
  color: tone.text3,
  fontSize: 12,
  cursor: 'text',
  '& span': { flex: 1, textAlign: 'left', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '&:hover': { borderColor: tone.king },
  [PHONE]: {
    width: 36,
    minWidth: 36,
    justifyContent: 'center',
    '& kbd': { display: 'none' },
    '& span': { position: 'absolute', width: 1, height: 1, clipPath: 'inset(50%)' },
  },
});

const Money = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  gap: 10,
  fontSize: 13,
  whiteSpace: 'nowrap',
  '& > span': { color: tone.text2, fontSize: 12 },
  '& b': { fontWeight: 600 },
  '&[data-stale=true]': { filter: 'grayscale(1)', opacity: 0.6 },
  // As high as nothing, so that the figures keep their line.
  '& > i': { display: 'flex', alignItems: 'center', alignSelf: 'center', height: 0 },
});

const ORIGIN = {
  from: say('Equity by the ledger and the mark prices; today since midnight UTC'),
  kind: 'account',
  short: true,
} as const;

function AccountFigures() {
  const { row, status, receivedAt } = useRow('status');
  const old = useOld('connection') || status === 'stale';
  if (row === null) return <Money data-part="money">–</Money>;
  const { account } = row;
  if (!account.known) {
    return (
      <Money data-part="money" title={told(account.reason)}>
        <span>{say('Equity')}</span>
        <b style={{ color: tone.text3 }}>{say('not known')}</b>
      </Money>
    );
  }
  return (
    <Money
      data-part="money"
      data-origin-reach="Account"
      data-stale={old}
      title={say('Equity of the account, {provenance}', { provenance: PROVENANCE_WORDS[account.provenance] })}
    >
      <span>{say('Equity')}</span>
      <b>{formatAmount(account.equity)} USDT</b>
      <b style={{ fontWeight: 500 }}>
        <AmountDelta amount={account.dayResult} /> <span style={{ color: tone.text2 }}>{say('today')}</span>
      </b>
      <i>
        <OriginOf {...ORIGIN} receivedAt={receivedAt} />
      </i>
    </Money>
  );
}

function ThemeToggle() {
  const name = useThemeName();
  const { setMode } = useColorScheme();
  const next = name === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      data-part="theme"
      size="small"
      aria-label={themeSwitch(next)}
      title={themeSwitch(next)}
      onClick={() => setMode(next)}
    >
      {name === 'dark' ? <LightIcon sx={{ fontSize: 18 }} /> : <DarkIcon sx={{ fontSize: 18 }} />}
    </IconButton>
  );
}

function HaltButton() {
  const { row } = useRow('status');
  const show = useFrameDialogs((state) => state.show);
  if (row?.trading.state === 'HALTED') {
    return (
      <Button variant="outlined" color="warning" onClick={() => show('resume')} sx={{ height: 34, px: 2 }}>
        {say('Resume')}
      </Button>
    );
  }
  return (
    <DangerButton
      variant="contained"
      onClick={() => show('halt')}
      aria-keyshortcuts="Control+Shift+K"
      title={say('The kill switch: stop and cancel all entries at once (Ctrl Shift K)')}
      sx={{ height: 34, px: 2, whiteSpace: 'nowrap', flex: 'none' }}
    >
      {say('Halt all')}
      <span className="keys">{'\u00A0⌃⇧K'}</span>
    </DangerButton>
  );
}

/** The top of the window: brand, search, account, mode, trading state, halt. */
export function Header() {
  const show = useFrameDialogs((state) => state.show);
  const { row } = useRow('status');
  return (
    <Bar data-trading={row?.trading.state}>
      <Brand href="#/" aria-label={say('Zmart, to the dashboard')}>
        <Logo />
        <span>Zmart</span>
      </Brand>
      <Search type="button" onClick={() => show('palette')} aria-keyshortcuts="Control+K">
        <SearchIcon sx={{ fontSize: 15 }} />
        <span>{say('Search symbols, screens, actions')}</span>
        <Kbd aria-hidden>Ctrl K</Kbd>
      </Search>
      <div style={{ flex: 1 }} />
      <AccountFigures />
      <ModePill />
      <TradingState />
      <ThemeToggle />
      <HaltButton />
    </Bar>
  );
}
