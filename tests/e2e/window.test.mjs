// The real window under a virtual display, driven by WebKit's own driver: a school's whole way from
// the first start to a restart, the sample school, closing, and what other programs open. PICTURES names a folder for what was seen.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pressCross } from './x11.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = process.env.SO_HUONG_NGHIEP ?? join(ROOT, 'target/debug/so-huong-nghiep');
const PICTURES = process.env.PICTURES;
const PASSWORD = 'mat-khau-2026';
const ROSTER = join(ROOT, 'tests/data/rosters/xlsx_tcvn3_font.xlsx');
const children = [];
const homes = [];
let display;
let driver;
let session;

before(async () => {
  // The server picks a free display and says its number once it takes windows.
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24']);
  display = `:${await firstWord(server.stdio[3])}`;
});

after(async () => {
  await close();
  for (const child of children.reverse()) child.kill();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

test('wizard, class list, log, visit, survey, report, restart, lock, unlock', async () => {
  const home = newHome();
  await open(home);

  // The first-run steps.
  await click('Lập sổ cho trường mình');
  await click('Tiếp tục');
  await type('Tên trường', 'Trường THCS Sông Cấm');
  await click('THCS');
  await type('Năm học', '2025-2026');
  picture('1-truong');
  await click('Tiếp tục');
  await type('Họ và tên', 'Trần Thị Hồng Nhung');
  await type('Tên đăng nhập', 'nhung');
  await type('Mật khẩu', PASSWORD);
  await type('Gõ lại mật khẩu', PASSWORD);
  await click('Bỏ người');
  picture('2-nguoi-dung');
  await click('Tiếp tục');
  await click('Lập sổ');
  await see('Khóa khôi phục');
  picture('3-khoa-khoi-phuc');
  await typeBackTheSlip();
  await click('Tiếp tục');
  await see('Lớp và học sinh');
  await click('Nhập từ Excel');

  // A class list let go over the window.
  await see('Chọn tệp danh sách lớp');
  await until('the page takes files', () =>
    run(`return document.querySelector('.drop')?.getAttribute('aria-busy') === 'false'`),
  );
  await drop(ROSTER);
  await see('Nhập 35 dòng');
  picture('4-nhap-danh-sach');
  await click('Nhập 35 dòng');
  await see('Đã nhập');
  assert.equal(await command('student_count'), 35);

  // A visit in the log, then its own page.
  await goto('/activity?new=field_trip');
  await type('Ngày', '11/4/2026');
  await type('Tên hoạt động', 'Tham quan xưởng cơ khí Bến Rừng');
  await type('Lớp', '9A3');
  await press('Lớp', 'Enter');
  await see('Tham quan xưởng cơ khí Bến Rừng');
  picture('5-nhat-ky');
  const [visit] = await command('trip_list', { status: null });
  await goto(`/trip/${visit.activity.id}`);
  await click('Cả nhóm đồng ý');
  await click('Cả nhóm có mặt');
  await see('35 có mặt');
  picture('6-tham-quan');

  // A form typed from paper.
  const survey = await command('survey_open', {
    instrument: 'riasec-48',
    title: 'Khảo sát sở thích nghề nghiệp',
    classes: ['9A3'],
    opens_on: null,
    closes_on: null,
  });
  await goto(`/survey/${survey.value}/entry?class=9A3`);
  await see('Câu 1/48');
  await keys('1234512345'.repeat(5).slice(0, 48));
  const forms = () => command('survey_scores', { survey: survey.value });
  await until('the form is in the book', async () => (await forms()).responses.length === 1);
  picture('7-nhap-phieu');

  // The report.
  const path = join(home, 'bao-cao.xlsx');
  await goto('/report');
  await see('Kiểm tra số liệu');
  picture('8-bao-cao');
  const period = { year: '2025-2026', kind: 'year', from: null, to: null };
  assert.equal((await command('report_export', { period, path })).path, path);
  assert.ok(statSync(path).size > 10_000);

  // Another start finds everything behind the lock.
  await close();
  await open(home);
  await see('Mở sổ');
  assert.ok(!(await text()).includes('Sông Cấm'), 'the cover says nothing of the school');
  await type('Mật khẩu', 'sai-mat-khau');
  await click('Mở sổ');
  await see('không đúng');
  await type('Mật khẩu', PASSWORD);
  await click('Mở sổ');
  await see('Tổng quan năm học');
  assert.equal(await command('student_count'), 35);
  assert.equal((await command('trip_list', { status: null }))[0].figures.present, 35);
  picture('9-mo-lai');
  await click('Khóa');
  await see('Mở sổ');
});

test('the sample school is made, locked and opened, and one checked backup lies there', async () => {
  const home = newHome();
  await close();
  await open(home);
  await click('Xem thử trường mẫu');
  await type('Mật khẩu cho sổ mẫu', PASSWORD);
  await click('Mở trường mẫu');
  await see('Tổng quan năm học');
  picture('truong-mau');

  await command('activity_add', {
    kind: 'club',
    title: 'Câu lạc bộ nhà sáng chế',
    starts_on: (await command('session_get')).year.starts_on,
  });
  // A survey is open to phones while the book is, and not a moment longer.
  const asked = { instrument: 'riasec-30', title: 'Sở thích', classes: ['9A'] };
  const survey = (await command('survey_open', asked)).value;
  await goto(`/survey/${survey}/lesson`);
  await click('Mở cổng và bắt đầu');
  await see('Đang mở trên mạng của trường');
  const [address] = (await command('lesson_get')).addresses;
  const phone = `http://127.0.0.1:${address.split(':').pop()}/`;
  assert.equal((await fetch(phone)).status, 200);
  picture('dien-thoai');
  await click('Khóa');
  await see('Mở sổ');
  assert.ok(!(await text()).includes('Sở thích'), 'the page is gone behind the lock');
  await assert.rejects(fetch(phone), 'the port is closed');
  const backups = join(home, 'SoHuongNghiep', 'truong-mau-sao-luu');
  const isBackup = (name) => name.endsWith('.sohn-saoluu');
  await until('one backup lies there', () => readdirSync(backups).filter(isBackup).length === 1);
  picture('khoa');
});

test('what was typed last is in the book when the window is closed by its cross', async () => {
  const home = newHome();
  await close();
  await open(home);
  await click('Xem thử trường mẫu');
  await type('Mật khẩu cho sổ mẫu', PASSWORD);
  await click('Mở trường mẫu');
  await see('Tổng quan năm học');
  await goto('/settings/school');
  await type('Tên trường', 'Trường THCS Bến Rừng Mới');
  await closeByCross();

  await open(home);
  await type('Mật khẩu', PASSWORD);
  await click('Mở sổ');
  await see('Tổng quan năm học');
  assert.equal((await command('school_get')).name, 'Trường THCS Bến Rừng Mới');

  // What is refused is asked about, and the window stays while nobody has answered.
  await goto('/settings/school');
  await type('Tên trường', '');
  await pressCross(display);
  await see('Đóng cửa sổ mà không lưu?');
  picture('dong-ma-khong-luu');
  await click('Ở lại');
  await type('Tên trường', 'Trường THCS Sông Cấm');
  await until('the name is in the book', async () => {
    return (await command('school_get')).name === 'Trường THCS Sông Cấm';
  });
  await type('Tên trường', '');
  await pressCross(display);
  await click('Đóng mà không lưu');
  await ended();
});

test('a paper goes to the machine’s own viewer and a folder to its file manager', async () => {
  const home = newHome();
  await close();
  await open(home);
  await click('Xem thử trường mẫu');
  await type('Mật khẩu cho sổ mẫu', PASSWORD);
  await click('Mở trường mẫu');
  await see('Tổng quan năm học');

  const [pupil] = await command('student_list', { class: '9A' });
  await goto(`/student/${pupil.id}`);
  await click('In phiếu');
  await until('the sheet is shown', () =>
    run(`return Boolean(document.querySelector('dialog img'))`),
  );
  await click('Mở để in');
  await until('the viewer was called', () => opened(home).length === 1);
  const [paper] = opened(home);
  assert.equal(readFileSync(paper).subarray(0, 5).toString(), '%PDF-');
  assert.ok(!paper.includes(pupil.name), 'the file is named after nobody');
  picture('mo-de-in');

  await command('backup_add', { folder: null });
  await goto('/settings/backup');
  await click('Mở thư mục');
  await until('the file manager was called', () => opened(home).length === 2);
  const folder = opened(home)[1];
  assert.ok(readdirSync(folder).some((name) => name.endsWith('.sohn-saoluu')));
  picture('mo-thu-muc');

  await click('Khóa');
  await see('Mở sổ');
  await until('the paper is gone with the lock', () => !existsSync(paper));
});

function newHome() {
  const home = mkdtempSync(join(tmpdir(), 'so-huong-nghiep-cua-so-'));
  homes.push(home);
  const opener = join(home, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\necho "$1" >> '${home}/opened'\n`, { mode: 0o755 });
  return home;
}

/** What the window had other programs open, in order; the machine's own are out of its reach. */
function opened(home) {
  const told = join(home, 'opened');
  return existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n') : [];
}

/** Starts the program over the books of `home`, with a driver of its own. */
async function open(home) {
  const port = await freePort();
  driver = `http://127.0.0.1:${port}`;
  start('WebKitWebDriver', [`--port=${port}`], {
    DISPLAY: display,
    XDG_DATA_HOME: home,
    PATH: `${home}:${process.env.PATH}`,
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
}

/** Closes the program with its window. */
async function close() {
  if (!session) return;
  await ask('DELETE', `/session/${session}`).catch(() => {});
  session = undefined;
}

/** Closes the window as a person does, and waits until the program has ended. */
async function closeByCross() {
  assert.equal(await pressCross(display), 1);
  await ended();
}

async function ended() {
  const isRunning = () => ask('GET', `/session/${session}/url`).then(Boolean, () => false);
  await until('the program has ended', async () => !(await isRunning()));
  await close();
}

/** Follows a link inside the page, as a click on it would. */
async function goto(path) {
  await run(
    `const link = document.createElement('a');
     link.href = arguments[0];
     document.body.append(link);
     link.click();
     link.remove();`,
    path,
  );
  await until(
    `the page is at ${path}`,
    async () => (await run('return location.pathname')) === path.split('?')[0],
  );
}

/** What the system tells the page when a file is let go over the window. */
async function drop(path) {
  const answer = await ask('POST', `/session/${session}/execute/async`, {
    script: `const [path, done] = arguments;
      const payload = { paths: [path], position: { x: 400, y: 300 } };
      window.__TAURI_INTERNALS__
        .invoke('plugin:event|emit', { event: 'tauri://drag-drop', payload })
        .then(() => done(null), (fault) => done(String(fault)));`,
    args: [path],
  });
  assert.equal(answer, null);
}

/** Types the two groups that the step asks for, read off the slip. */
function typeBackTheSlip() {
  return until('the slip can be typed back', () =>
    run(
      `const groups = [...document.querySelector('.slip').querySelectorAll('li')]
         .map((it) => it.innerText.replace(/^\\s*\\d+\\s*/, '').trim());
       const labels = [...document.querySelectorAll('label')]
         .filter((it) => it.innerText.startsWith('Nhóm số'));
       const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
       for (const label of labels) {
         const field = label.control;
         set.call(field, groups[Number(label.innerText.match(/\\d+/)[0]) - 1]);
         field.dispatchEvent(new Event('input', { bubbles: true }));
       }
       return labels.length === 2 && groups.length >= 13;`,
    ),
  );
}

/** Sends a key to the field with this label. */
function press(label, key) {
  return run(
    `const [label, key] = arguments;
     const field = [...document.querySelectorAll('label, [aria-label]')]
       .map((it) => it.control ?? it)
       .find((it) => it instanceof HTMLInputElement
         && (it.ariaLabel === label || it.labels?.[0]?.innerText.trim() === label));
     field.focus();
     field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));`,
    label,
    key,
  );
}

/** Types as a hand on the keyboard does, into whatever has the cursor. */
async function keys(typed) {
  const actions = [...typed].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  await ask('POST', `/session/${session}/actions`, {
    actions: [{ type: 'key', id: 'keyboard', actions }],
  });
}

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
       const all = [...document.querySelectorAll('label, input[aria-label]')];
       const said = (it) => (it.ariaLabel ?? it.innerText).trim();
       const found = all.find((it) => said(it) === label)
         ?? all.find((it) => said(it).startsWith(label));
       const field = found?.control ?? found?.querySelector('input') ?? found;
       if (!(field instanceof HTMLInputElement)) return false;
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
