/** The rules of this house that no linter brings: a plugin of oxlint's, see `.oxlintrc.json`. */

/**
 * @typedef {{ type: string, name?: string, value?: unknown, [key: string]: any }} Node
 * @typedef {{ filename: string, report(problem: { node: Node, message: string }): void }} Context
 */

/** Each raw Electron call has one file that may say it; elsewhere the wrapped form is to be used. */
const ONE_FILE_EACH = {
  ipcMain: 'main/shell/wire.ts',
  ipcRenderer: 'preload/index.ts',
  webContents: 'main/shell/wire.ts',
  BrowserWindow: 'main/shell/window-factory.ts',
};

/** @param {Context} context @param {string} file from the root */
const isFile = ({ filename }, file) => filename.replaceAll('\\', '/').endsWith(`/${file}`);

const namedExports = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    ExportDefaultDeclaration: (node) => context.report({ node, message: 'Named exports only.' }),
  }),
};

const noAmbientDate = {
  /** @param {Context} context */
  create: (context) => {
    const message = 'The time comes in through a port (main/core/ports), so that a replay gives the same journal.';
    return {
      /** @param {Node} node */
      NewExpression: (node) => {
        if (node['callee'].name === 'Date' && node['arguments'].length === 0) context.report({ node, message });
      },
      /** @param {Node} node */
      CallExpression: (node) => {
        if (node['callee'].name === 'Date') context.report({ node, message });
      },
    };
  },
};

const rawWires = {
  /** @param {Context} context */
  create: (context) => {
    /** @param {Node} node @param {keyof typeof ONE_FILE_EACH} name @param {string} what */
    const only = (node, name, what) => {
      const file = ONE_FILE_EACH[name];
      if (!isFile(context, file)) context.report({ node, message: `${what} in ${file} only.` });
    };
    /** @param {Node} node @param {string | undefined} name */
    const named = (node, name) => {
      if (name === 'ipcMain' || name === 'ipcRenderer')
        only(node, name, `${name}, whose every message is checked, is used`);
    };
    return {
      /** @param {Node} node */
      ImportSpecifier: (node) => named(node, node['imported'].name),
      /** @param {Node} node */
      MemberExpression: (node) => named(node, node['property'].name),
      /** @param {Node} node */
      CallExpression: (node) => {
        const callee = node['callee'];
        const sends = /^(send|postMessage)$/.test(callee.property?.name ?? '');
        if (sends && callee.object?.property?.name === 'webContents')
          only(node, 'webContents', 'webContents.send and postMessage are used');
      },
      /** @param {Node} node */
      NewExpression: (node) => {
        if ((node['callee'].name ?? node['callee'].property?.name) === 'BrowserWindow')
          only(node, 'BrowserWindow', 'Windows are made, with its security settings,');
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'named-exports': namedExports, 'no-ambient-date': noAmbientDate, 'raw-wires': rawWires },
};
