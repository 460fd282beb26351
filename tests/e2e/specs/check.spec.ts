// The statutory check on one page: what is missing gets its reason, and the page is printed.
import { expect, look, picture, test } from '../fixtures';

test('a duty that is not met gets a reason, and one page is printed', async ({ page, core }) => {
  await core.sample();
  await core.call('rule_set_use', { rule_sets: ['tt07-2022-moi-khoi', 'nghe-an-2025'] });
  await page.goto(`${core.url}/report`);
  await page.getByRole('link', { name: 'Kiểm tra quy định' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Kiểm tra thực hiện/ })).toBeVisible();
  await look(page, 'kiem-tra');
  await page
    .getByRole('button', { name: /^Ghi lý do, cách bù/ })
    .first()
    .click();
  await page.getByLabel('Vì sao chưa đạt').fill('Khối 8 học quân sự cùng tuần');
  await page.getByLabel('Cách bù, hạn xong').fill('Đi ngày 25/4');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Cách bù: Đi ngày 25/4')).toBeVisible();
  await page.getByRole('button', { name: /In một trang/ }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await picture(page, 'kiem-tra-in');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1024, height: 700 });
  await picture(page, 'kiem-tra-1024');
});
