// Consent of a class, a request with its day, and a pupil's data erased for good.
import { expect, look, test } from '../fixtures';

test('consent is recorded for a class, a request is due by law, a pupil is erased', async ({
  page,
  core,
}) => {
  test.setTimeout(180_000);
  await core.sample();
  await page.goto(`${core.url}/consent?class=9A`);
  await expect(page.getByRole('heading', { level: 1, name: /Đồng ý và quyền/ })).toBeVisible();
  const list = () =>
    core.call<{
      complete: number;
      students: { student: string; name: string }[];
      requests: { due_on: string }[];
    }>('consent_list', { class: '9A' });
  const pupils = (await list()).students;

  await page.getByRole('button', { name: 'Ghi đồng ý' }).click();
  await page.getByRole('button', { name: /Ghi cho cả lớp/ }).click();
  await expect(page.getByText(`Đã ghi đồng ý cho ${pupils.length} em`)).toBeVisible();
  expect((await list()).complete).toBe(pupils.length);
  await look(page, 'dong-y-mot-em');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'In phiếu đồng ý' }).click();
  const slips = page.getByRole('dialog', { name: 'Phiếu đồng ý lớp 9A' });
  await expect(slips.getByRole('img')).toBeVisible({ timeout: 60_000 });
  await look(page, 'in-phieu-dong-y');
  await slips.getByRole('button', { name: 'Lưu PDF' }).click();
  await expect(page.getByText(/Đã lưu phieu-dong-y-9A/)).toBeVisible({ timeout: 60_000 });
  const log = await core.call<{ count: number }>('audit_list', { op: 'consent_slips' });
  expect(log.count).toBe(1);
  await page.keyboard.press('Escape');
  await expect(slips).toBeHidden();

  await page.getByRole('button', { name: 'Ghi yêu cầu' }).click();
  await page.getByLabel('Người yêu cầu').fill('Cha em');
  await page.getByRole('complementary').getByRole('button', { name: 'Ghi yêu cầu' }).click();
  await expect(page.getByText(/Hạn xong/).first()).toBeVisible();
  expect((await list()).requests).toHaveLength(1);

  await page.getByRole('cell', { name: pupils[0]!.name, exact: true }).click();
  await page.getByRole('button', { name: 'Xóa dữ liệu của em' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa dữ liệu của em' }).click();
  await expect(page.getByText('Đã xóa dữ liệu của em')).toBeVisible();
  const left = (await list()).students.map((one) => one.name);
  expect(left).not.toContain(pupils[0]!.name);
  expect(left).toHaveLength(pupils.length);
});
