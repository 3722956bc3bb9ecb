export function CapsScreen() { return null; }
