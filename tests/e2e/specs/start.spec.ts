// The start pages: what each role is told first, and where it leads.
import { PASSWORD, expect, look, test } from '../fixtures';

test('a counselor sees what a duty reached, and the school’s own targets with their gap in pupils', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('rule_set_use', { rule_sets: ['tt07-2022', 'nghe-an-2025'] });
  await page.goto(core.url);

  await expect(page.getByText(/^đã tới \d+\/\d+ lớp, \d+\/\d+ em$/).first()).toBeVisible();
  const targets = page.getByRole('region', { name: 'Chỉ tiêu của trường' });
  await expect(targets.getByRole('listitem').first()).toBeVisible();
  await targets.scrollIntoViewIfNeeded();
  await look(page, 'tong-quan-chi-tieu');
  await targets.getByRole('link', { name: 'Chi tiết' }).click();
  await expect(page).toHaveURL(/\/report\/check/);
});

test('a principal goes from the start page to the checks, and locks the year by the palette', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('book_close');
  await core.call('book_open', { name: 'khai', password: PASSWORD });
  await page.goto(core.url);
  await page.getByRole('link', { name: 'Kiểm tra đủ các yêu cầu' }).click();
  await expect(page).toHaveURL(/\/report\/check/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('khoa nam hoc');
  await expect(page.getByRole('option', { name: 'Khóa năm học' })).toBeVisible();
  await page.keyboard.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Khóa năm học 2025–2026?' });
  await expect(asked).toBeVisible();
  await look(page, 'tong-quan-khoa-nam');
  await page.keyboard.press('Escape');
  await expect(asked).toHaveCount(0);
});

test('a homeroom teacher is told whose forms are missing and which records wait', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('book_close');
  await core.call('book_open', { name: 'gvcn2', password: PASSWORD });
  await page.goto(core.url);

  const steps = page.getByRole('list', { name: 'Việc nên làm tiếp' });
  await expect(steps.getByRole('heading', { name: /^Nhắc \d+ em nộp phiếu$/ })).toBeVisible();
  await look(page, 'tong-quan-lop-viec');
  await steps.getByRole('link', { name: /Rà soát hồ sơ/ }).click();
  await expect(page).toHaveURL(/\/review\?class=9B/);
});
