// Handing names on: consent for a receiver is noted, a package is made, its receipt and its withdrawal.
import { expect, look, picture, test } from '../fixtures';

const RECEIVER = 'Trường Trung cấp Nhân Hòa';

test('a package is made for those who agreed, and followed until it is taken back', async ({
  page,
  core,
}) => {
  await core.sample();
  type Pupil = { id: string; name: string };
  const students = await core.call<Pupil[]>('outcome_list', { level: 'thcs' });
  // Twelve have no place; of them eight agree, two do not, and of one the mother has not answered.
  for (const one of students.slice(12, 60)) {
    await core.call('outcome_set', {
      student: one.id,
      stage: 'admitted',
      destination: 'thpt_public',
      learnt_on: '2026-04-01',
    });
  }
  for (const one of students.slice(60)) {
    await core.call('outcome_completed', { student: one.id, has_completed: false });
  }
  const ids = students.map((one) => one.id);
  const say = (who: string, answer: string, pupils: string[]) =>
    core.call('consent_add', {
      students: pupils,
      consent: {
        purpose: 'handover',
        who,
        answer,
        stated_on: '2026-04-02',
        means: 'paper',
        receiver: RECEIVER,
      },
    });
  await say('parent', 'given', ids.slice(0, 9));
  await say('student', 'given', ids.slice(0, 8));
  await say('student', 'refused', ids.slice(8, 10));

  await page.goto(`${core.url}/outcome?year=2025-2026`);
  await page.getByRole('link', { name: 'Bàn giao danh sách' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Bàn giao danh sách/ })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Nơi nhận' })).toHaveValue(RECEIVER);
  await page.getByRole('button', { name: 'Xem tên' }).first().click();
  await look(page, 'ban-giao-truoc');

  // Without a purpose nothing leaves.
  await page.getByRole('button', { name: /^Lập gói 8 em/ }).click();
  await expect(page.getByText('Chưa điền mục này.', { exact: true })).toBeVisible();
  await page.getByLabel('Mục đích').fill('Tư vấn tuyển sinh đợt 2/2026');
  await page.getByLabel('Người nhận').fill('bà Vũ Thị Lan');
  await page
    .getByRole('checkbox', { name: `Bàn giao ${students[0]!.name}` })
    .first()
    .uncheck();
  await page.getByRole('button', { name: /^Lập gói 7 em/ }).click();
  await expect(
    page.getByRole('status').filter({ hasText: /^[A-Z2-9]{4}( [A-Z2-9]{4}){3}$/ }),
  ).toBeVisible();
  await look(page, 'ban-giao');

  await page.getByRole('button', { name: /^\d{2}\/\d{2}\/2026$/ }).click();
  await page.getByRole('button', { name: 'Đã có biên nhận ký' }).click();
  await expect(page.getByText(/^Đã ký biên nhận/).first()).toBeVisible();
  await page.getByRole('button', { name: 'In biên bản' }).click();
  await expect(page.getByText(/Đã lưu Bien-ban/)).toBeVisible();
  await say('parent', 'withdrawn', ids.slice(1, 2));
  await page.reload();
  await expect(page.getByText('1 em đã rút đồng ý: báo nơi nhận xóa')).toBeVisible();
  await page.getByRole('button', { name: /^\d{2}\/\d{2}\/2026$/ }).click();
  await look(page, 'ban-giao-goi');
  await page.getByRole('button', { name: 'Thu hồi gói' }).click();
  await page.getByLabel('Lý do thu hồi').fill('Nơi nhận dừng tuyển');
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi gói' }).last().click();
  await expect(page.getByText(/^Đã thu hồi/).first()).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.keyboard.press('Escape');
  await picture(page, 'ban-giao-1024');
});
