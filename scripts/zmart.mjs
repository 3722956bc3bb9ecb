#!/usr/bin/env node
// @ts-check
// The `zmart` command. Its first half must parse and run on Node 12: an older host Node hands over to the project's own.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { constants } from 'os';
import { join, dirname } from 'path';
import { fileURLToPath } from 'url';

var root = dirname(dirname(fileURLToPath(import.meta.url)));
var own = [
  join(root, 'node_modules', 'node', 'bin', 'node'),
  join(root, 'node_modules', 'node', 'bin', 'node.exe'),
].find(existsSync);

/** @param {string} node */
function handOver(node) {
  var child = spawn(node, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { ZMART_HANDED_OVER: '1' }),
  });
  process.on('SIGTERM', function () {
    child.kill('SIGTERM');
  });
  // Ctrl-C at a terminal reaches the child by itself; only without one does it have to be passed on.
  process.on('SIGINT', function () {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('error', function (error) {
    console.error('The project’s own Node (' + node + ') does not start: ' + error.message);
    process.exit(1);
  });
  child.on('exit', function (code, signal) {
    process.exit(code === null ? 128 + (signal === null ? 0 : constants.signals[signal]) : code);
  });
}

async function run() {
  await import('./require-node.mjs');
  var build = await import('./freshness.mjs');
  build.ensureBuilt({ parts: ['node'], quiet: true });
  await import(new URL('../dist/main/cli.mjs', import.meta.url).href);
}

var tooOld = Number(process.versions.node.split('.')[0]) < 24;
if (tooOld && own !== undefined && process.env['ZMART_HANDED_OVER'] !== '1') handOver(own);
else
  run().catch(function (error) {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  });
