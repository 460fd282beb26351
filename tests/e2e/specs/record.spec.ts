// A pupil's record as a counselor writes it and a homeroom teacher reviews it.
import { PASSWORD, expect, look, test } from '../fixtures';

test('a record is written, walked by key, and reviewed by the homeroom teacher', async ({
  page,
  core,
}) => {
  test.setTimeout(180_000);
  await core.sample();
  const pupils = await core.call<{ id: string; name: string }[]>('student_list', { class: '9A' });
  const [first, second] = [pupils[0]!, pupils[1]!];
  await page.goto(`${core.url}/student/${first.id}`);
  await expect(page.getByRole('heading', { level: 1, name: first.name })).toBeVisible();
  await look(page, 'ho-so');

  await page.getByRole('button', { name: 'Sửa hồ sơ' }).click();
  const panel = page.getByRole('complementary', { name: 'Sửa hồ sơ' });
  await panel.getByLabel('Hoàn cảnh').fill('Nhà xa trường 12 km');
  await look(page, 'ho-so-sua');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  const kept = () =>
    core.call<{ record: { circumstances: string } }>('record_get', { id: first.id });
  await expect.poll(async () => (await kept()).record.circumstances).toBe('Nhà xa trường 12 km');

  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('heading', { level: 1, name: second.name })).toBeVisible();

  await core.call('book_close');
  await core.call('book_open', { name: 'gvcn1', password: PASSWORD });
  await page.goto(`${core.url}/review`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Rà soát hồ sơ lớp/);
  const list = () =>
    core.call<{ students: { student: string; review: string }[] }>('record_list', {});
  const open = (await list()).students.find((line) => line.review === 'open')!;
  await page.getByRole('button', { name: /^Chưa rà soát/ }).click();
  await page.locator('tbody tr').first().click();
  await page.getByLabel('Nhận xét').fill('Em chăm, thích việc thực hành.');
  await look(page, 'ra-soat-mot-em');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(async () => (await list()).students.find((line) => line.student === open.student)?.review)
    .toBe('reviewed');
  const done = await core.call<{ review: { remark: string } }>('record_get', { id: open.student });
  expect(done.review.remark).toBe('Em chăm, thích việc thực hành.');

  // The sheets of the class are looked at before they leave the book.
  await page.getByRole('button', { name: 'In phiếu cả lớp' }).click();
  const sheets = page.getByRole('dialog');
  await expect(sheets.getByRole('img', { name: /^Trang 1\/44/ })).toBeVisible({ timeout: 60_000 });
  await look(page, 'in-phieu-ca-lop');
  await page.keyboard.press('PageDown');
  await expect(sheets.getByRole('img', { name: /^Trang 2\/44/ })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(sheets).toBeHidden();
});
