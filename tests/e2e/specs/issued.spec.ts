// A report is issued, the book goes on, what differs is shown, and a correction is issued.
import { expect, look, picture, test } from '../fixtures';

test('an issued report stays as it was, and every figure leads to its records', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(`${core.url}/report`);
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Việc này không hoàn tác được', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Phát hành', exact: true }).click();
  // The sample school has not numbered its report yet.
  await expect(dialog.getByText('Báo cáo chưa có số', { exact: false }).first()).toBeVisible();
  await look(page, 'phat-hanh');
  await dialog.getByRole('button', { name: 'Chưa phát hành' }).click();

  const { profile } = await core.call<{ profile?: object }>('profile_get').then((it) => ({
    profile: it as object,
  }));
  await core.call('profile_change', {
    profile: { ...profile, report_number: '15', report_on: '2026-04-13' },
  });
  await page.reload();
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await dialog.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await page.getByRole('button', { name: 'Số 15, ngày 13/04/2026' }).click();
  await expect(page.getByText('Nguyên như lúc phát hành')).toBeVisible();
  await expect(page.getByText('Sổ hôm nay cho đúng các số liệu này.')).toBeVisible();
  await page.keyboard.press('Escape');

  // From a row of the page to the record behind it.
  await page
    .getByRole('button', { name: /Hoạt động/ })
    .first()
    .click();
  const first = page
    .getByRole('region', { name: /Trang/ })
    .or(page.locator('.prev'))
    .getByRole('link')
    .first();
  await first.click();
  await expect(page).toHaveURL(/\/activity/);
  await expect(page.getByRole('complementary')).toBeVisible();

  await core.call('activity_add', {
    kind: 'career_fair',
    title: 'Ngày hội ghi sau khi ký',
    starts_on: '2026-04-10',
    status: 'done',
    counts: { students: 120 },
  });
  await page.goto(`${core.url}/report`);
  await page.getByRole('button', { name: 'Số 15, ngày 13/04/2026' }).click();
  await expect(page.getByRole('link', { name: 'Ngày hội ghi sau khi ký' }).first()).toBeVisible();
  await look(page, 'phat-hanh-khac');
  await page.getByRole('button', { name: 'Excel', exact: true }).click();
  await expect(page.getByText(/Đã (ghi|lưu|xuất).*Bao-cao-da-phat-hanh/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Phát hành bản sửa' }).click();
  await dialog.getByLabel('Lý do sửa').fill('Bổ sung ngày hội');
  await dialog.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await expect(page.getByText('Sửa báo cáo số 15')).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await picture(page, 'phat-hanh-1024');
});
