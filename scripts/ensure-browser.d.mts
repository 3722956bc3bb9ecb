/** The Chromium to drive: CHROMIUM_PATH, then a system one, then Playwright's own. */
export function findBrowser(): Promise<string | undefined>;
