import { loadLanguage } from '#renderer/app/language/load-language.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to draw into');
// As the window does: texts are made as modules are loaded, so the language comes before them.
await loadLanguage(document.documentElement);
const { openWindow } = await import('./harness-window.tsx');
openWindow(root);
