// How long the release window takes from its start to a lock screen that takes the password, and
// what it then holds in memory, over an empty Tauri window. Both through WebKit's own driver.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RELEASE = resolve(import.meta.dirname, '../../target/release');
const OURS = join(RELEASE, 'so-huong-nghiep');
const EMPTY = join(RELEASE, 'examples/empty');
const RUNS = 7;
const home = mkdtempSync(join(tmpdir(), 'so-huong-nghiep-do-'));
const book = join(home, 'mau.sohn');
const children = [];

try {
  await measure();
} finally {
  for (const child of children.reverse()) child.kill();
  rmSync(home, { recursive: true, force: true });
}

async function measure() {
  const made = spawnSync(join(RELEASE, 'huong-nghiep'), ['--book', book, 'demo'], {
    env: { ...process.env, HUONG_NGHIEP_PASSWORD: 'mat-khau-do-toc-do' },
  });
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24']);
  const display = `:${await firstWord(server.stdio[3])}`;
  const port = await freePort();
  start('WebKitWebDriver', [`--port=${port}`], {
    DISPLAY: display,
    XDG_DATA_HOME: home,
    HUONG_NGHIEP_BOOK: book,
    TAURI_AUTOMATION: 'true',
    TAURI_WEBVIEW_AUTOMATION: 'true',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  });
  const driver = `http://127.0.0.1:${port}`;
  while (!(await ready(driver)));
  const usable = `return Boolean(document.querySelector('input[type=password]:not(:disabled)'))`;
  const painted = `return document.body.innerText.includes('Mở sổ')`;
  const [ours, empty] = [[], []];
  // One of each goes first and is not counted: it reads the libraries from the disk.
  for (let run = 0; run <= RUNS; run += 1) {
    const one = await begin(driver, OURS, usable);
    const other = await begin(driver, EMPTY, painted);
    if (run > 0) {
      ours.push(one);
      empty.push(other);
    }
  }
  const middle = (all, of) => all.map(of).sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const line = (what, of, unit) => {
    const [mine, theirs] = [middle(ours, of), middle(empty, of)];
    const ratio = (mine / theirs).toFixed(2);
    console.log(
      `| ${what} | ${mine.toFixed(0)} ${unit} | cửa sổ trống: ${theirs.toFixed(0)} ${unit} | ${ratio} | | |`,
    );
  };
  line('Từ lúc chạy đến màn hình khóa dùng được', (it) => it.milliseconds, 'ms');
  line('Bộ nhớ của mọi tiến trình (PSS)', (it) => it.memory, 'MB');
}

/** Starts the program through the driver until `holds`; answers time and memory. */
async function begin(driver, binary, holds) {
  const started = performance.now();
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } };
  const { sessionId } = await ask(driver, 'POST', '/session', { capabilities });
  const place = `/session/${sessionId}`;
  const asked = { script: holds, args: [] };
  while (!(await ask(driver, 'POST', `${place}/execute/sync`, asked)));
  const milliseconds = performance.now() - started;
  const memory = memoryOf(binary);
  await ask(driver, 'DELETE', place);
  return { milliseconds, memory };
}

/** Proportional megabytes of a program and everything it started. */
function memoryOf(binary) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map();
  const family = new Set();
  for (const id of processes) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      parents.set(id, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (readlinkSync(`/proc/${id}/exe`) === binary) family.add(id);
    } catch {
      // It ended meanwhile, or is a thread of the kernel.
    }
  }
  for (let grown = true; grown;) {
    const more = [...parents].filter(([id, parent]) => !family.has(id) && family.has(parent));
    for (const [id] of more) family.add(id);
    grown = more.length > 0;
  }
  const kilobytes = [...family].map((id) => {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)[1]);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1000;
}

function start(program, args, env = {}) {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio });
  children.push(child);
  return child;
}

function firstWord(stream) {
  return new Promise((done, fail) => {
    stream.once('data', (bytes) => done(bytes.toString().trim()));
    stream.once('end', () => fail(new Error('the display did not start')));
  });
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function ready(driver) {
  try {
    return (await ask(driver, 'GET', '/status')).ready;
  } catch {
    return new Promise((done) => setTimeout(done, 50, false));
  }
}

async function ask(driver, method, path, body) {
  const answer = await fetch(driver + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.message}`);
  return value;
}
