// What could not be saved is asked about before the lock, and said on the cover when nobody was there to be asked.
import { expect, look, test } from '../fixtures';

test('the lock asks about what could not be saved, and never when nobody is there', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.clock.install();
  await page.goto(`${core.url}/settings/school`);
  const name = page.getByLabel('Tên trường', { exact: true });
  await name.fill('');
  await page.keyboard.press('Control+l');
  const asked = page.getByRole('dialog', { name: 'Khóa sổ mà không lưu?' });
  await expect(asked).toContainText('Thông tin trường');
  await expect(asked.getByRole('button', { name: 'Ở lại' })).toBeFocused();
  await look(page, 'khoa-ma-khong-luu');
  await page.keyboard.press('Escape');
  await expect(name).toBeVisible();

  await page.keyboard.press('Control+l');
  await expect(asked).toBeVisible();
  await page.clock.fastForward('16:00');
  await expect(page.getByText('Sổ đã khóa khi chưa lưu được thông tin trường')).toBeVisible();
  await expect(asked).toBeHidden();
  await expect(page.locator('.toast'), 'nothing is saved into a closed book').toHaveCount(0);
  await look(page, 'khoa-chua-luu');
});

test('the lock by hand saves what was typed a moment before', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/school`);
  await page.getByLabel('Tên trường', { exact: true }).fill('Trường THCS Bến Rừng Mới');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('button', { name: /Mở sổ/ })).toBeVisible();
  await core.call('book_open', { name: 'nhung', password: 'mat-khau-2026' });
  const { name } = await core.call<{ name: string }>('school_get');
  expect(name).toBe('Trường THCS Bến Rừng Mới');
});

test('what is refused as its page goes away is told', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/school`);
  await page.getByLabel('Tên trường', { exact: true }).fill('');
  await page.keyboard.press('Control+2');
  await expect(page.getByText(/^Chưa lưu được thông tin trường: /)).toBeVisible();
});
