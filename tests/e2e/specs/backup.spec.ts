// Nothing is lost: the copies on their page, a copy put back, a damaged book, another machine.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Core, PASSWORD, expect, look, picture, test } from '../fixtures';

interface Line {
  file: string;
}

for (const theme of ['light', 'dark']) {
  test(`the copies of a year are shown and the newest is tried out, ${theme}`, async ({
    page,
    core,
  }) => {
    const end = theme === 'dark' ? '-toi' : '';
    await page.addInitScript((it) => localStorage.setItem('theme', it), theme);
    await core.sample();
    await yearOfCopies(core);
    await page.goto(`${core.url}/settings/backup`);
    await expect(page.getByText('3 bản, cũ nhất 12/04')).toBeVisible();
    await expect(page.getByText('11 ngày trước')).toBeVisible();
    await page.getByRole('button', { name: 'Thử với bản mới nhất' }).click();
    await expect(page.getByText('Mở được, khớp số liệu')).toBeVisible();
    await look(page, `sao-luu${end}`);

    await page.getByRole('button', { name: /^Xem / }).first().click();
    await expect(page.getByRole('dialog').getByText('Phiên bản chương trình')).toBeVisible();
    await look(page, `sao-luu-xem${end}`);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Khôi phục / })
      .first()
      .click();
    await expect(page.getByLabel('Mật khẩu của ngày làm bản sao')).toBeVisible();
    await look(page, `sao-luu-khoi-phuc${end}`);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Sao lưu cả hai nơi' }).click();
    await expect(page.getByText('Đã sao lưu cả hai nơi')).toBeVisible();
    await expect(page.getByText('11 ngày trước')).toBeHidden();
    await page.setViewportSize({ width: 1024, height: 700 });
    await picture(page, `sao-luu-1024${end}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(1024);
  });
}

test('a copy is put back by hand, and what was written since is kept aside', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('backup_add');
  const before = await total(core);
  const newest = await core.call<{ id: string }[]>('activity_list', {});
  await core.call('activity_remove', { id: newest[0]?.id });
  expect(await total(core)).toBe(before - 1);

  await page.goto(`${core.url}/settings/backup`);
  await page
    .getByRole('button', { name: /^Khôi phục / })
    .first()
    .click();
  await page.getByLabel('Mật khẩu của ngày làm bản sao').fill('sai-mat-khau');
  await page.getByRole('button', { name: 'Khôi phục sổ' }).click();
  await expect(page.getByRole('dialog').getByText(/mật khẩu không đúng/)).toBeVisible();
  expect(await total(core)).toBe(before - 1);
  await page.getByLabel('Mật khẩu của ngày làm bản sao').fill(PASSWORD);
  await page.getByRole('button', { name: 'Khôi phục sổ' }).click();
  await expect(page.getByText(/Đã khôi phục sổ về lúc/)).toBeVisible();
  expect(await total(core)).toBe(before);
});

test('a damaged book says so calmly and gives way to its newest good copy', async ({
  page,
  core,
}) => {
  await core.sample();
  const before = await total(core);
  await core.call('backup_add');
  const { folder } = await core.call<{ folder: string }>('book_close');
  const database = join(folder, 'book.db');
  const bytes = readFileSync(database);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(database, bytes);

  await page.goto(core.url);
  await page.getByLabel('Tên đăng nhập').fill('nhung');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /^Mở sổ( Enter)?$/ }).click();
  await expect(page.getByRole('heading', { name: 'Sổ không mở được' })).toBeVisible();
  await look(page, 'khoa-so-hong');
  await page.getByRole('button', { name: 'Dùng bản sao tốt gần nhất' }).click();

  await expect(page.getByText(/Đã dùng bản sao lưu lúc/)).toBeVisible();
  expect(await total(core)).toBe(before);
});

test('on another machine the first step brings the book from a stick', async ({ page, core }) => {
  await core.sample();
  const before = await total(core);
  const { file } = await core.call<Line>('backup_add', { folder: join(core.exchange, 'usb') });
  const { folder } = await core.call<{ folder: string }>('book_state');
  await core.call('book_switch', { folder: join(dirname(folder), 'so-huong-nghiep.sohn') });

  await page.goto(core.url);
  await page.getByText('Khôi phục từ bản sao lưu').click();
  await look(page, 'bat-dau-khoi-phuc');
  await page.getByRole('button', { name: 'Khôi phục và mở sổ' }).click();
  await expect(page.getByText('Chọn tệp sao lưu.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Tệp sao lưu' }).fill(file);
  await page.getByLabel('Tên đăng nhập').fill('nhung');
  await page.getByLabel('Mật khẩu của ngày đó').fill(PASSWORD);
  await page.getByRole('button', { name: 'Khôi phục và mở sổ' }).click();
  await expect(page.getByText('Tổng quan năm học').first()).toBeVisible();
  expect(await total(core)).toBe(before);

  // The same from the lock: what lies here is kept aside.
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Khôi phục từ bản sao lưu' }).click();
  await look(page, 'khoa-khoi-phuc');
  await page.getByLabel('Tệp sao lưu').fill(file);
  await page.getByLabel('Mật khẩu của ngày đó').fill(PASSWORD);
  await page.getByLabel('Tên đăng nhập').fill('nhung');
  await page.getByRole('button', { name: 'Khôi phục và mở sổ' }).click();
  await expect(page.getByText('Tổng quan năm học').first()).toBeVisible();
  const beside = readdirSync(dirname(folder)).filter((name) => name.includes('truoc-khoi-phuc'));
  expect(beside.length).toBe(1);
});

test('a folder that is synced is warned of, with the reason', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/backup`);
  await page.getByRole('textbox', { name: 'Nơi thứ hai' }).fill('/may/an/OneDrive - Trường/so');
  await expect(page.getByText(/được đồng bộ lên mạng/)).toBeVisible();
  await picture(page, 'sao-luu-dong-bo');
});

async function total(core: Core): Promise<number> {
  return (await core.call<{ total: number }>('activity_summary', {})).total;
}

/** Names one copy as if it had been made on many days, and another on a stick eleven days ago. */
async function yearOfCopies(core: Core): Promise<void> {
  const usb = join(core.exchange, 'usb');
  mkdirSync(usb);
  const settings = await core.call<Record<string, unknown>>('settings_get');
  await core.call('settings_change', { ...settings, second_backup_folder: usb });
  const stick = await core.call<Line>('backup_add', { folder: usb });
  const main = await core.call<Line>('backup_add');
  const called = (line: Line, at: string) =>
    copyFileSync(line.file, join(dirname(line.file), `so-huong-nghiep-${at}.sohn-saoluu`));
  for (const day of ['12', '13']) called(main, `202604${day}-100500`);
  for (let day = 1; day <= 11; day += 1) {
    called(main, `202604${String(day).padStart(2, '0')}-100500`);
  }
  for (const at of ['0327', '0320', '0313', '0306', '0227', '0220', '0130', '0123']) {
    called(main, `2026${at}-100500`);
  }
  called(main, '20251220-100500');
  called(main, '20251115-100500');
  renameOnly(stick, '20260403-094000', called);
}

/** The stick holds nothing but its old copy. */
function renameOnly(line: Line, at: string, called: (line: Line, at: string) => void): void {
  called(line, at);
  rmSync(line.file);
}
