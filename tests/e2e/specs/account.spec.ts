// Handing the book on: the successor's password opens it, the old one does not.
import { PASSWORD, expect, look, test } from '../fixtures';

test('a counselor hands the book on at this machine', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/account`);
  await page.getByRole('button', { name: 'Bàn giao sổ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Họ và tên người kế nhiệm').fill('Đỗ Thị Mai');
  await expect(dialog.getByLabel('Tên đăng nhập')).toHaveValue('mai');
  await dialog.getByLabel('Mật khẩu người kế nhiệm đặt').fill('mat-khau-cua-mai');
  await dialog.getByLabel('Gõ lại mật khẩu').fill('mat-khau-cua-mai');
  await dialog.getByLabel('Mật khẩu của thầy cô').fill('sai');
  await dialog.getByRole('button', { name: 'Bàn giao sổ' }).click();
  await expect(dialog.getByText(/Mật khẩu hiện tại không đúng/)).toBeVisible();
  await look(page, 'ban-giao');
  await dialog.getByLabel('Mật khẩu của thầy cô').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Bàn giao sổ' }).click();

  await expect(page.getByRole('button', { name: /^Mở sổ( Enter)?$/ })).toBeVisible();
  await page.getByLabel('Tên đăng nhập').fill('nhung');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /^Mở sổ( Enter)?$/ }).click();
  await expect(page.getByText(/không đúng/)).toBeVisible();
  await page.getByLabel('Tên đăng nhập').fill('mai');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mat-khau-cua-mai');
  await page.getByRole('button', { name: /^Mở sổ( Enter)?$/ }).click();
  await expect(page.getByText('Tổng quan năm học').first()).toBeVisible();
});

test('the page says when the slip was last in hand and who keeps the sealed part, and signs out', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('counsel_seal_new', { password: PASSWORD });
  await core.call('recovery_confirm');
  await page.goto(`${core.url}/settings/account`);

  await expect(page.getByText(/Đã in và cất, cầm lại lần cuối/)).toBeVisible();
  const own = page.getByRole('row', { name: /Trần Thị Hồng Nhung/ });
  await expect(own.getByText('Có khóa')).toBeVisible();
  await expect(page.getByText('Có khóa')).toHaveCount(1);
  await look(page, 'tai-khoan');
  await own.click();
  await expect(page.getByRole('complementary').getByText(/Giữ khóa/)).toBeVisible();
  await look(page, 'tai-khoan-cua-minh');
  await page.getByRole('button', { name: 'Đăng xuất' }).click();

  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
});
