import { create } from 'zustand';
import type { Sound } from './alarm-plan.ts';

interface AlarmSound {
  /** True: only a halt is heard in this window. */
  readonly muted: boolean;
  /** True when a sound was due and the browser held it back, because nobody has touched the window yet. */
  readonly heldBack: boolean;
  readonly mute: (muted: boolean) => void;
  readonly hold: (heldBack: boolean) => void;
}

/** Whether alarms are heard in this window. A new window begins unmuted. */
export const useAlarmSound = create<AlarmSound>((set) => ({
  muted: false,
  heldBack: false,
  mute: (muted) => set({ muted }),
  hold: (heldBack) => set({ heldBack }),
}));

/** Tones as pitch in Hz and start in seconds. */
const TUNES: Readonly<Record<Exclude<Sound, 'none'>, readonly (readonly [number, number])[]>> = {
  alarm: [
    [880, 0],
    [660, 0.22],
  ],
  halt: [
    [660, 0],
    [880, 0.18],
    [660, 0.36],
    [880, 0.54],
  ],
};
const TONE_S = 0.15;
const VOLUME = 0.16;

let context: AudioContext | null = null;

function playTone(audio: AudioContext, pitch: number, from: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  const start = audio.currentTime + from;
  oscillator.frequency.value = pitch;
  // A tone that begins or ends at once clicks.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(VOLUME, start + 0.015);
  gain.gain.setValueAtTime(VOLUME, start + TONE_S - 0.03);
  gain.gain.linearRampToValueAtTime(0, start + TONE_S);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + TONE_S);
}

/** True once a person has touched the window: before that a browser lets no page sound. */
const isTouched = (): boolean => navigator.userActivation.hasBeenActive;

/**
 * Sounds an alarm. Never throws: without a sound device, or before the first touch of the window, it stays silent and
 * says so by its answer.
 */
export async function play(sound: Exclude<Sound, 'none'>): Promise<boolean> {
  if (!isTouched()) return false;
  try {
    context ??= new AudioContext();
    await context.resume();
    for (const [pitch, from] of TUNES[sound]) playTone(context, pitch, from);
    return true;
  } catch {
    return false;
  }
}
