// The log of the system: who did what, narrowed, read on, and its chain checked.
import { expect, look, test } from '../fixtures';

test('the log tells who did what, is narrowed, and its chain is checked', async ({
  page,
  core,
}) => {
  await core.sample();
  for (let at = 0; at < 120; at += 1) {
    await core.call('class_add', { name: `6Z${at + 1}` });
  }
  const log = await core.call<{ total: number }>('audit_list');
  await page.goto(`${core.url}/settings/audit`);
  const table = page.getByRole('table', { name: 'Nhật ký hệ thống' });
  await expect(table.getByRole('cell', { name: 'Thêm lớp' })).toHaveCount(100);
  await expect(table.getByText('Trần Thị Hồng Nhung').first()).toBeVisible();
  await look(page, 'nhat-ky-he-thong');

  await page.getByRole('button', { name: 'Đọc thêm' }).click();
  await expect(table.getByRole('cell', { name: 'Thêm lớp' })).toHaveCount(120);

  await page.getByRole('button', { name: 'Kiểm tra chuỗi' }).click();
  await expect(page.getByText(`Chuỗi nguyên vẹn, ${log.total} dòng`)).toBeVisible();
  await look(page, 'nhat-ky-he-thong-chuoi');

  await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Xóa lớp' });
  await expect(page.getByText('Không có dòng nào khớp với bộ lọc.')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await page.getByLabel('Thời gian', { exact: true }).selectOption({ label: 'Hôm nay' });
  await expect(table.getByText('Thứ Ba, 14/04/2026')).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await look(page, 'nhat-ky-he-thong-1024');
});

test('what is taken back gets a line of its own', async ({ page, core }) => {
  await core.sample();
  await core.call('class_add', { name: '6Z' });
  await page.goto(`${core.url}/settings/audit`);
  const table = page.getByRole('table', { name: 'Nhật ký hệ thống' });
  await expect(table.getByRole('cell', { name: 'Thêm lớp' })).toHaveCount(1);

  await page.keyboard.press('Control+z');

  await expect(table.getByRole('cell', { name: 'Hoàn tác', exact: true })).toBeVisible();
  await expect(table.getByText('đã hoàn tác')).toBeVisible();
});
