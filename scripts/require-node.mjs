// @ts-check
// Imported first by every entry point. It must parse on any Node that knows modules (12 and later), so it keeps to
// the syntax of that time; native parts crash, not complain, on a Node that is too old for them.
const NEEDED_NODE = 24;

var found = Number(process.versions.node.split('.')[0]);
if (found < NEEDED_NODE) {
  console.error(
    'Zmart Workstation needs Node ' +
      NEEDED_NODE +
      ' or newer, but this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '); `npm ci` and then `npm start` bring and use the right one by themselves.',
  );
  process.exit(1);
}
