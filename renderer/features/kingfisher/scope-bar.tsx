import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { ShareDelta } from '#renderer/ui/delta.tsx';
import { formatCompact, formatPercent, formatPrice, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { ToggleRow } from './chart-toolbar.tsx';
import { LevelTag } from './panels/level-tag.tsx';
import { CLASS_FLOOR, useKingfisherScope } from './scope.ts';
import { useImportedLayers } from './use-liquidation-data.ts';

const Bar = styled('div')({
  '&[data-stale=true]': STALE_LOOK,
  flex: 'none',
  minHeight: 44,
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: '6px 14px',
  fontSize: 12,
  color: tone.text2,
  '& strong': { fontSize: 20, fontWeight: 600, color: tone.text, fontVariantNumeric: 'tabular-nums' },
  '& b': { fontWeight: 600, color: tone.text, fontVariantNumeric: 'tabular-nums' },
});

const Part = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 7,
  flex: 'none',
  whiteSpace: 'nowrap',
  // The words before what is chosen: each control names itself to those who hear it.
  '& > em': { fontStyle: 'normal', '@media (max-width: 1559px)': { display: 'none' } },
  '&[data-wide=true]': { '@media (max-width: 1559px)': { display: 'none' } },
});

const LEVERAGES = [5, 10, 25, 50, 100] as const;
const CLASSES = [
  { value: 'all', label: say('All') },
  { value: 'medium', label: say('Medium') },
  { value: 'high', label: say('High') },
] as const;
const LEVELS = [
  { value: 'all', label: say('All') },
  { value: 'optical', label: say('Optical') },
] as const;

/** The leverages of the class, each with whether it counts, and a switch that never leaves none. */
function useTiers() {
  const leverage = useKingfisherScope((state) => state.leverage);
  const tiers = useKingfisherScope((state) => state.tiers);
  const setTiers = useKingfisherScope((state) => state.setTiers);
  const own = LEVERAGES.filter((one) => one >= CLASS_FLOOR[leverage]);
  const chosen = tiers ?? own;
  const toggle = (one: number): void => {
    const next = own.filter((other) => (other === one ? !chosen.includes(one) : chosen.includes(other)));
    setTiers(next.length === own.length || next.length === 0 ? null : next);
  };
  return { own, chosen, toggle };
}

const TIER_NOTE = say('Tiers act on the map; the heatmap shows the whole leverage class');

function TierToggles() {
  const { own, chosen, toggle } = useTiers();
  return (
    <Part title={TIER_NOTE}>
      {say('Tiers')}
      <ToggleRow
        label={say('Leverage tiers of the map')}
        toggles={own.map((one) => ({ label: `${String(one)}×`, on: chosen.includes(one), press: () => toggle(one) }))}
      />
    </Part>
  );
}

function TierMenu() {
  const { own, chosen, toggle } = useTiers();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        variant="outlined"
        title={TIER_NOTE}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ py: 0.25, px: 1, fontSize: 11, lineHeight: 1.6, color: tone.text, borderColor: tone.lineStrong }}
      >
        {chosen.length === own.length
          ? say('Tiers all')
          : say('Tiers {chosen} of {all}', { chosen: chosen.length, all: own.length })}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true } }}
      >
        {own.map((one) => (
          <MenuItem key={one} role="menuitemcheckbox" aria-checked={chosen.includes(one)} onClick={() => toggle(one)}>
            <Checkbox size="small" checked={chosen.includes(one)} tabIndex={-1} sx={{ p: 0.25, mr: 1 }} aria-hidden />
            {one}×
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

function SymbolSelect({ rows, row }: { readonly rows: readonly LiquidationRow[]; readonly row: LiquidationRow }) {
  const focus = useFocusSymbol((state) => state.focus);
  return (
    <Select
      size="small"
      value={row.symbol}
      inputProps={{ 'aria-label': say('Contract') }}
      renderValue={() => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <b style={{ fontSize: 15 }}>{row.coin}</b>{' '}
          <span style={{ color: tone.text3, fontSize: 11 }}>{row.symbol}</span>
        </span>
      )}
      onChange={({ target }) => focus(target.value)}
    >
      {rows.map(({ symbol, coin }) => (
        <MenuItem key={symbol} value={symbol} dense>
          <b style={{ width: 56 }}>{coin}</b> <span style={{ color: tone.text3, fontSize: 11 }}>{symbol}</span>
        </MenuItem>
      ))}
    </Select>
  );
}

function MarkPrice({ row }: { readonly row: LiquidationRow }) {
  const ticker = useRows('tickers').rows.find(({ key }) => key === row.symbol);
  return (
    <Part>
      <em>{say('Mark')}</em>
      <strong>{formatPrice(ticker?.mark ?? row.price, ticker?.priceDecimals ?? 2)}</strong>
      <ShareDelta share={ticker?.change24h ?? null} />
      <span style={{ color: tone.text3, fontSize: 11 }}>24{THIN}h</span>
    </Part>
  );
}

/** How far what is shown can be trusted: kind, age, coverage, and what is old. */
function Trusted({ row }: { readonly row: LiquidationRow }) {
  const now = useHostNow();
  const { coverage, openInterest, venues } = row;
  const oldest = venues.reduce<number | null>(
    (least, { asOf, stale }) => (stale || asOf === null ? least : Math.min(least ?? asOf, asOf)),
    null,
  );
  const age = oldest === null || now === null ? null : now - oldest;
  return (
    <Part style={{ marginLeft: 'auto', gap: 10, flex: '0 1 auto', flexWrap: 'wrap' }}>
      <span>
        {rich('OI {worth}', {
          worth: <b>{openInterest === null ? say('unknown') : formatCompact(openInterest)}</b>,
        })}
      </span>
      <LevelTag coverage={coverage} age="none" />
      <span title={say('Map as of its last minute; price and open interest {age} old', { age: formatAge(age) })}>
        {rich('Inputs {age}', {
          age: <b style={{ display: 'inline-block', minWidth: 34 }}>{age === null ? UNKNOWN : formatAge(age)}</b>,
        })}
      </span>
      <span title={say('Share of the time told of in which open interest was known')}>
        {rich('Coverage {share}', { share: <b>{formatPercent(coverage.openInterest, 0)}</b> })}
      </span>
      {venues
        .filter(({ stale }) => stale)
        .map(({ venue, asOf }) => (
          <Tag key={venue} tone="warn">
            {asOf === null || now === null
              ? say('{venue} stale', { venue })
              : say('{venue} stale {age}', { venue, age: formatAge(now - asOf) })}
          </Tag>
        ))}
    </Part>
  );
}

/** Levels of other sources, on or off; nothing where none were brought in. */
function ImportedToggle() {
  const layers = useImportedLayers().data ?? [];
  const imported = useKingfisherScope((state) => state.imported);
  const setImported = useKingfisherScope((state) => state.setImported);
  if (layers.length === 0) return null;
  const names = layers.map(({ origin }) => origin.replace(/^imported: /, '')).join(', ');
  return (
    <Part title={say('Estimated by {names}; never in the sums of the map', { names })}>
      <ToggleRow
        label={say('Levels of other sources')}
        toggles={[
          {
            label: say('Imported {count}', { count: layers.length }),
            on: imported,
            press: () => setImported(!imported),
          },
        ]}
      />
    </Part>
  );
}

interface ScopeBarProps {
  readonly rows: readonly LiquidationRow[];
  readonly row: LiquidationRow;
}

/** What every panel looks at, and how far it can be trusted. */
export function ScopeBar({ rows, row }: ScopeBarProps) {
  const leverage = useKingfisherScope((state) => state.leverage);
  const setLeverage = useKingfisherScope((state) => state.setLeverage);
  const optical = useKingfisherScope((state) => state.optical);
  const setOptical = useKingfisherScope((state) => state.setOptical);
  const wide = useMediaQuery('(min-width: 1680px)', { noSsr: true });
  const [only] = row.venues;
  return (
    <Bar data-stale={useOld('connection')} role="toolbar" aria-label={say('What is looked at')}>
      <SymbolSelect rows={rows} row={row} />
      <MarkPrice row={row} />
      <Part data-wide title={say('Venues whose positions are in the map')}>
        {rich('Venue {venue}', {
          venue: (
            <b>
              {row.venues.length > 1
                ? say('{count, plural, one {# venue} other {# venues}}', { count: row.venues.length })
                : told(only?.venue ?? row.venue)}
            </b>
          ),
        })}
      </Part>
      <Part>
        <em>{say('Leverage')}</em>
        <Segmented label={say('Leverage class')} options={CLASSES} value={leverage} onChange={setLeverage} />
        {!wide && <TierMenu />}
      </Part>
      {wide && <TierToggles />}
      <Part title={say('Optical: from 25× on, or within 5 % of the price')}>
        <em>{say('Levels')}</em>
        <Segmented
          label={say('Levels')}
          options={LEVELS}
          value={optical ? 'optical' : 'all'}
          onChange={(value) => setOptical(value === 'optical')}
        />
      </Part>
      <ImportedToggle />
      <Trusted row={row} />
    </Bar>
  );
}
