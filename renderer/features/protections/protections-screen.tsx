export function ProtectionsScreen() { return null; }
