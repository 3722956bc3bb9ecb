import { describe, expect, it } from 'vitest';
import { windowOptions } from './window-options.ts';

const settings = { preload: '/x/preload.cjs', bounds: null, isDevelopment: false };

describe('the options of a window', () => {
  it('are these, to the letter', () => {
    expect(windowOptions(settings)).toMatchInlineSnapshot(`
      {
        "backgroundColor": "#0b0f14",
        "center": true,
        "height": 900,
        "minHeight": 700,
        "minWidth": 1100,
        "show": false,
        "title": "Zmart Workstation",
        "webPreferences": {
          "allowRunningInsecureContent": false,
          "contextIsolation": true,
          "devTools": false,
          "disableDialogs": true,
          "experimentalFeatures": false,
          "navigateOnDragDrop": false,
          "nodeIntegration": false,
          "nodeIntegrationInSubFrames": false,
          "nodeIntegrationInWorker": false,
          "preload": "/x/preload.cjs",
          "sandbox": true,
          "spellcheck": false,
          "webSecurity": true,
          "webviewTag": false,
        },
        "width": 1440,
      }
    `);
  });

  it('allow developer tools in development only', () => {
    expect(windowOptions({ ...settings, isDevelopment: true }).webPreferences?.devTools).toBe(true);
    expect(windowOptions(settings).webPreferences?.devTools).toBe(false);
  });

  it('take the last place, but never less than the smallest size', () => {
    const bounds = { x: 5, y: 6, width: 300, height: 2_000, maximized: false };
    expect(windowOptions({ ...settings, bounds })).toMatchObject({ x: 5, y: 6, width: 1_100, height: 2_000 });
  });
});
