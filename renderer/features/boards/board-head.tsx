import type { DockviewApi, DockviewGroupPanel } from 'dockview';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import type { BoardPanel } from '#renderer/data/board-panels.ts';
import { LINK_COLOURS, type LinkColour } from '#renderer/data/focus-symbol.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { closePanel } from './board-actions.ts';
import { linkOf } from './dock.ts';

const Row = styled('div')({
  height: '100%',
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  padding: '0 6px',
  '& button': {
    display: 'inline-grid',
    placeItems: 'center',
    width: 22,
    height: 22,
    border: 0,
    borderRadius: 4,
    background: 'none',
    color: tone.text3,
    cursor: 'pointer',
  },
  '& button:hover': { background: tone.track, color: tone.text },
  '& svg': { fontSize: 14 },
});

const Dot = styled('i')({
  display: 'block',
  width: 9,
  height: 9,
  borderRadius: 5,
  border: `1.5px solid ${tone.text3}`,
});

const COLOURS: Readonly<Record<LinkColour, string>> = {
  blue: tone.king,
  orange: tone.ember,
  violet: tone.sim,
  pink: tone.liqLong,
};

const dotStyle = (colour: LinkColour | null) =>
  colour === null ? undefined : { background: COLOURS[colour], borderColor: COLOURS[colour] };

const wordOf = (colour: LinkColour | null): string =>
  colour === null
    ? say('follows the window')
    : say('linked {colour, select, blue {blue} orange {orange} violet {violet} other {pink}}', { colour });

interface LinkButtonProps {
  readonly title: string;
  readonly colour: LinkColour | null;
  readonly onChoose: (colour: LinkColour | null) => void;
}

/** The colour by which panels share their contract, also over windows. */
function LinkButton({ title, colour, onChoose }: LinkButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (chosen: LinkColour | null) => {
    setAnchor(null);
    onChoose(chosen);
  };
  const label = say('Link of {title}: {link}', { title, link: wordOf(colour) });
  return (
    <>
      <button type="button" aria-label={label} title={label} onClick={(event) => setAnchor(event.currentTarget)}>
        <Dot style={dotStyle(colour)} />
      </button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem selected={colour === null} onClick={() => choose(null)}>
          <Dot sx={{ mr: 1.5 }} /> {say('Follows the window')}
        </MenuItem>
        {LINK_COLOURS.map((name) => (
          <MenuItem key={name} selected={colour === name} onClick={() => choose(name)}>
            <Dot sx={{ mr: 1.5 }} style={dotStyle(name)} />{' '}
            {say('Linked {colour, select, blue {blue} orange {orange} violet {violet} other {pink}}', { colour: name })}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

interface BoardHeadProps {
  readonly dock: DockviewApi;
  readonly group: DockviewGroupPanel;
  readonly panels: readonly BoardPanel[];
}

/** At the end of a group's tabs: the link colour of the panel in front, where it shows one contract, and a way to close it. */
export function BoardHead({ dock, group, panels }: BoardHeadProps) {
  const [, setTurn] = useState(0);
  useEffect(() => {
    const again = () => setTurn((turn) => turn + 1);
    const following = [dock.onDidActivePanelChange(again), dock.onDidLayoutChange(again)];
    return () => following.forEach((one) => one.dispose());
  }, [dock]);
  const panel = group.activePanel;
  if (panel === undefined) return null;
  const kind = panels.find((entry) => entry.kind === panel.view.contentComponent);
  const title = kind?.title ?? panel.title ?? '';
  const link = (chosen: LinkColour | null) => {
    panel.api.updateParameters({ link: chosen ?? 'none' });
    setTurn((turn) => turn + 1);
  };
  return (
    <Row>
      {kind?.linked === true && <LinkButton title={title} colour={linkOf(panel)} onChoose={link} />}
      <button
        type="button"
        aria-label={say('Close {title}', { title })}
        title={say('Close (Alt W)')}
        onClick={() => closePanel(dock, panels, panel)}
      >
        <CloseIcon aria-hidden />
      </button>
    </Row>
  );
}
