export function WatchdogScreen() { return null; }
