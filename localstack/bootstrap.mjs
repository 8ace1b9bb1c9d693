// Entry of every npm script. Plain JavaScript without dependencies, because it is what installs the dependencies:
// it brings node_modules up to date, then runs the command with the project's own Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const BIN = join(MODULES, '.bin');
const STAMP = join(MODULES, '.selfright-stamp');
const LOCK = join(ROOT, '.tools', 'npm-ci.lock');

const COMMANDS = {
  start: { script: 'localstack/start.ts', python: true, says: 'stack, fault, and the incident live to its end' },
  up: { script: 'localstack/up.ts', python: true, says: 'start the local stack in the background and deploy' },
  down: { script: 'localstack/down.ts', says: 'stop all of it' },
  deploy: { script: 'bin/deploy.ts', says: 'deploy to AWS_ENDPOINT_URL or to real AWS' },
  fault: { script: 'localstack/fault.ts', says: 'hurt the storefront: fault <name>' },
  heal: { script: 'localstack/heal.ts', says: 'undo every injected fault' },
  test: { script: 'localstack/test.ts', python: true, says: 'every tier of tests' },
  exec: { says: 'run any script of the project: exec <script.ts> [args]' },
};

const fail = (...lines) => {
  for (const line of lines) console.error(line);
  process.exit(1);
};

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `selfright needs Node.js 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`,
    'Install a current Node.js (nodejs.org, nvm, fnm or your package manager) and run the same command again.',
  );
};

const checkPython = () => {
  const met = [];
  for (const name of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    if (status !== 0) continue;
    const version = String(stdout).trim();
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major > 3 || (major === 3 && minor >= 10)) return;
    met.push(`${name} is ${version}`);
  }
  fail(
    `selfright needs Python 3.10 or newer for the local AWS emulator; met: ${met.join(', ') || 'no python3 on the PATH'}.`,
    'Install it (for instance: apt install python3 python3-venv, or brew install python) and run the same command again.',
  );
};

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');

/** Whether somebody installed exactly this lock by hand: then nothing has to be installed again. */
const installedByHand = () => {
  const hidden = join(MODULES, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const have = readJson(hidden).packages ?? {};
  const want = Object.entries(readJson(join(ROOT, 'package-lock.json')).packages).filter(([path]) => path !== '');
  return want.every(([path, { version, optional }]) => (path in have ? have[path].version === version : optional));
};

const isInstalled = () => {
  if (!existsSync(join(BIN, 'node'))) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === lockHash();
  return installedByHand();
};

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Two commands of one checkout must not install at the same time. */
const lockInstall = async () => {
  mkdirSync(join(ROOT, '.tools'), { recursive: true });
  for (let said = false; ; ) {
    try {
      const file = openSync(LOCK, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : 0);
    if (holder > 0 && !isRunning(holder)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!said) console.log(`waiting for another command (pid ${holder}) that installs npm packages`);
    said = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

/** npm must not run with the Node that it is about to replace. */
const pathWithoutOurs = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);

const install = async () => {
  await lockInstall();
  try {
    if (isInstalled()) return;
    const start = performance.now();
    const interactive = process.stdout.isTTY === true;
    process.stdout.write(interactive ? '… npm packages (npm ci)' : '… npm packages (npm ci)\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const run = await new Promise((resolve) => {
      const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: ROOT,
        env: { ...process.env, PATH: pathWithoutOurs() },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
      const stop = (signal) => {
        child.kill(signal);
        rmSync(LOCK, { force: true });
        process.exit(128 + constants.signals[signal]);
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
      child.on('close', () => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, stop);
      });
      child.on('error', (error) => resolve({ code: 1, text: error.message }));
      child.on('close', (code) => resolve({ code: code ?? 1, text }));
    });
    if (run.code !== 0) {
      // What follows is the list of npm's options.
      const said = run.text.split(/^npm error (?:Clean install|A complete log)/m)[0].trim();
      fail(`${interactive ? '\n' : ''}npm ci failed:`, said, 'Check that the npm registry can be reached.');
    }
    writeFileSync(`${STAMP}.new`, lockHash());
    renameSync(`${STAMP}.new`, STAMP);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${interactive ? '\r' : ''}✓ npm packages (npm ci)  ${seconds} s`);
  } finally {
    rmSync(LOCK, { force: true });
  }
};

const usage = () => {
  const lines = Object.entries(COMMANDS).map(([name, { says }]) => `  ${name.padEnd(8)}${says}`);
  return ['usage: node localstack/bootstrap.mjs <command> [args]', ...lines];
};

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};

const isShell = (pid) => {
  try {
    return /^(ba|da|z)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
};

/** npm may be killed outright, and with it, or without it, the shell that it runs us in: nobody else would notice. */
const watchNpm = (gone) => {
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const isGone = () => process.ppid !== parent || (npm !== undefined && parentOf(parent) !== npm);
  setInterval(() => isGone() && gone(), 1000).unref();
};

/** The child notices by the closed channel when this process is killed, and then ends in good order. */
const run = (script, args) => {
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(join(BIN, 'node'), [script, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) watchNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`cannot run ${script}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? ''] ?? 0)));
};

const [command = '', ...rest] = process.argv.slice(2);
const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
if (known === undefined || (command === 'exec' && rest.length === 0)) {
  fail(...(command === '' ? [] : [`unknown command: ${[command, ...rest].join(' ')}`]), ...usage());
}
checkNode();
if (known.python === true) checkPython();
if (!isInstalled()) await install();
if (command === 'exec') run(rest[0], rest.slice(1));
else run(join(ROOT, known.script), rest);
