/** Every theme and every size once; all their pairs are looked at where screens are opened one after the other. */
export const LOOKS = [
  { theme: 'dark', width: 1280, height: 800 },
  { theme: 'light', width: 1920, height: 1080 },
] as const;
