// The register of documents, and a body that is no longer there.
import { expect, look, test } from '../fixtures';

test('a draft gets its number, and the report cites what it rests on', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/document`);
  await page.getByRole('button', { name: 'Thêm văn bản' }).click();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Chưa điền mục này.', { exact: true }).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Tên loại' }).fill('Thông tư');
  await page.getByLabel('Trích yếu').fill('quy định công tác tư vấn nghề nghiệp');
  await page.getByLabel('Cơ quan ban hành').fill('Bộ Giáo dục và Đào tạo');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Dự thảo')).toBeVisible();
  await page.getByRole('button', { name: /^Thông tư/ }).click();
  await page.getByLabel('Số, ký hiệu').fill('07/2022/TT-BGDĐT');
  await page.getByRole('textbox', { name: 'Ngày ban hành' }).fill('23/5/2022');
  await page.getByRole('textbox', { name: 'Ngày ban hành' }).press('Tab');
  await look(page, 'van-ban-sua');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Còn hiệu lực', { exact: true })).toBeVisible();
  await expect(page.getByText('Sở Tài chính')).toBeVisible();
  await look(page, 'van-ban-co-quan');
});
