export function LimitsScreen() { return null; }
