// The real window under a virtual display, driven by WebKit's own driver: the sample school is
// made, locked, opened again, a report is written, and closing leaves a backup behind.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.SO_HUONG_NGHIEP ?? join(ROOT, 'target/debug/so-huong-nghiep');
const PICTURES = process.env.PICTURES;
const PASSWORD = 'mat-khau-2026';
const home = mkdtempSync(join(tmpdir(), 'so-huong-nghiep-cua-so-'));
const children = [];
let display;
let driver;
let session;

before(async () => {
  // The server picks a free display and says its number once it takes windows.
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24']);
  display = `:${await firstWord(server.stdio[3])}`;
  const port = await freePort();
  driver = `http://127.0.0.1:${port}`;
  start('WebKitWebDriver', [`--port=${port}`], {
    DISPLAY: display,
    XDG_DATA_HOME: home,
    TAURI_AUTOMATION: 'true',
    TAURI_WEBVIEW_AUTOMATION: 'true',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    // A book that another run was told of is none of ours.
    HUONG_NGHIEP_BOOK: undefined,
  });
  await until('the driver answers', async () => (await ask('GET', '/status')).ready);
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary: PROGRAM, args: [] } },
  };
  session = (await ask('POST', '/session', { capabilities })).sessionId;
});

after(async () => {
  if (session) await ask('DELETE', `/session/${session}`).catch(() => {});
  for (const child of children.reverse()) child.kill();
  rmSync(home, { recursive: true, force: true });
});

test('the sample school is made, locked, opened, reported on and backed up', async () => {
  await see('Xem thử trường mẫu');
  picture('bat-dau');
  await click('Xem thử trường mẫu');
  await type('Mật khẩu cho sổ mẫu', PASSWORD);
  await click('Mở trường mẫu');
  await see('Tổng quan năm học');
  picture('tong-quan');

  const path = join(home, 'bao-cao.xlsx');
  const { year } = (await command('session_get')).year;
  const exported = await command('report_export', { period: { year, kind: 'year' }, path });
  assert.equal(exported.path, path);
  assert.ok(statSync(path).size > 10_000);

  await command('activity_add', {
    kind: 'club',
    title: 'Câu lạc bộ nhà sáng chế',
    starts_on: (await command('session_get')).year.starts_on,
  });
  await click('Khóa');
  await see('Mở sổ');
  assert.ok(!(await text()).includes('Tổng quan năm học'), 'the page is gone behind the lock');
  const backups = join(home, 'SoHuongNghiep', 'truong-mau-sao-luu');
  const isBackup = (name) => name.endsWith('.sohn-saoluu');
  await until('one backup lies there', () => readdirSync(backups).filter(isBackup).length === 1);
  picture('khoa');

  await type('Mật khẩu', 'sai-mat-khau');
  await click('Mở sổ');
  await see('không đúng');
  await type('Mật khẩu', PASSWORD);
  await click('Mở sổ');
  await see('Tổng quan năm học');
});

function start(program, args, env = {}) {
  const all = { ...process.env, ...env };
  for (const [name, value] of Object.entries(all)) if (value === undefined) delete all[name];
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const child = spawn(program, args, { env: all, stdio });
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

async function ask(method, path, body) {
  const answer = await fetch(driver + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.message}`);
  return value;
}

async function run(script, ...args) {
  return ask('POST', `/session/${session}/execute/sync`, { script, args });
}

function text() {
  return run('return document.body.innerText');
}

/** Calls a command through the window's own door. */
async function command(name, request = {}) {
  const answer = await ask('POST', `/session/${session}/execute/async`, {
    script: `const [name, request, done] = arguments;
      window.__TAURI_INTERNALS__.invoke('call', { name, request })
        .then((value) => done({ value }), (fault) => done({ fault }));`,
    args: [name, request],
  });
  assert.equal(answer.fault, undefined, JSON.stringify(answer.fault));
  return answer.value;
}

function see(words) {
  return until(`“${words}” is shown`, async () => (await text()).includes(words));
}

function click(name) {
  return until(`“${name}” can be clicked`, () =>
    run(
      `const wanted = arguments[0];
       const names = (it) => [it.getAttribute('aria-label'), it.title, it.innerText.trim()];
       const is = (said) => said && said.split('\\n')[0].startsWith(wanted);
       const found = [...document.querySelectorAll('button, a, label')]
         .find((it) => !it.disabled && names(it).some(is));
       found?.click();
       return Boolean(found);`,
      name,
    ),
  );
}

function type(label, words) {
  return until(`“${label}” can be filled`, () =>
    run(
      `const [label, words] = arguments;
       const found = [...document.querySelectorAll('label')]
         .find((it) => it.innerText.trim().startsWith(label));
       const field = found?.control ?? found?.querySelector('input');
       if (!field) return false;
       field.focus();
       Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, words);
       field.dispatchEvent(new Event('input', { bubbles: true }));
       return true;`,
      label,
      words,
    ),
  );
}

function picture(name) {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  // As the display shows it (ImageMagick); only asked for by a person who looks.
  spawnSync('import', ['-display', display, '-window', 'root', join(PICTURES, `${name}.png`)]);
}

/** Asks again until the answer is yes; each try waits for the driver's answer. */
async function until(what, holds) {
  const end = Date.now() + 30_000;
  let last;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`in 30 seconds never: ${what}${last ? ` (${last.message})` : ''}`);
}
