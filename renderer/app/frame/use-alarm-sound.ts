import { useEffect, useRef } from 'react';
import { useRow } from '#renderer/data/use-rows.ts';
import { heardOf, soundOf, type Heard, type Sound } from './alarm-plan.ts';
import { play, useAlarmSound } from './alarm-sound.ts';

/** Sounds what is new among alarms and states; what the browser held back sounds at the first touch of the window. */
export function useAlarmSounds(): void {
  const { row } = useRow('risk');
  const heard = useRef<Heard | null>(null);
  const due = useRef<Exclude<Sound, 'none'> | null>(null);
  const { muted, hold } = useAlarmSound();
  useEffect(() => {
    if (row === null) return;
    const sound = soundOf(heard.current, row);
    heard.current = heardOf(row);
    if (row.alarms.length === 0 && row.state !== 'HALTED') due.current = null;
    if (sound === 'none' || (sound === 'alarm' && muted)) return;
    void play(sound).then((played) => {
      due.current = played ? null : sound;
      hold(!played);
    });
  }, [row, muted, hold]);
  useEffect(() => {
    const onTouch = () => {
      const sound = due.current;
      due.current = null;
      if (sound !== null) void play(sound).then((played) => hold(!played));
    };
    window.addEventListener('pointerup', onTouch);
    window.addEventListener('keyup', onTouch);
    return () => {
      window.removeEventListener('pointerup', onTouch);
      window.removeEventListener('keyup', onTouch);
    };
  }, [hold]);
}
