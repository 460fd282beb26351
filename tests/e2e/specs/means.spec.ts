// Staff, materials and inspections: written on the screen, named in the report.
import { expect, look, test } from '../fixtures';

test('a counselor is listed, a request is met, and the report says so', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/means`);
  await expect(page.getByText('2 giáo viên kiêm nhiệm tư vấn, 1 đạt yêu cầu')).toBeVisible();
  await look(page, 'doi-ngu');

  await page.getByRole('button', { name: 'Thêm người' }).click();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Chưa điền mục này.', { exact: true }).first()).toBeVisible();
  await page.getByLabel('Họ và tên').fill('Phạm Thị Lan');
  await page.getByLabel('Đạt yêu cầu của giáo viên tư vấn').selectOption('true');
  await look(page, 'doi-ngu-them');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('3 giáo viên kiêm nhiệm tư vấn, 2 đạt yêu cầu')).toBeVisible();

  await page.getByRole('button', { name: 'Thực hiện Thông tư 07/2022/TT-BGDĐT' }).click();
  await page.getByRole('textbox', { name: 'Đã khắc phục ngày' }).fill('20/3/2026');
  await page.getByRole('textbox', { name: 'Đã khắc phục ngày' }).press('Tab');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('xong ngày 20/03/2026')).toBeVisible();

  const outline = await core.call<{ sheets: { id: string; notes: string[] }[] }>('report_outline', {
    period: { year: '2025-2026', kind: 'year', from: null, to: null },
  });
  const notes = outline.sheets.find((sheet) => sheet.id === 'inspections')?.notes;
  expect(notes).toEqual(['1 đợt kiểm tra, 0 kiến nghị chưa khắc phục; 0 lượt khen thưởng.']);
});
