// A survey on a phone: the counselor opens the port, a pupil answers with a break in the network,
// hands in, and nothing is left behind; then one at this computer.
import { PASSWORD, expect, look, picture, test } from '../fixtures';

test('a pupil answers on a phone, also through a lost network, and the teacher sees it', async ({
  page,
  core,
  browser,
}) => {
  test.setTimeout(120_000);
  await core.sample();
  const open = { instrument: 'riasec-30', title: 'Sở thích, phiếu ngắn', classes: ['9A'] };
  const survey = (await core.call<{ value: string }>('survey_open', open)).value;
  await page.goto(`${core.url}/survey/${survey}`);
  await page.getByRole('link', { name: 'Mở cho điện thoại' }).click();
  await expect(page.getByText(/Chương trình mở một trang trên mạng/)).toBeVisible();
  await look(page, 'mo-cho-dien-thoai');
  await page.getByRole('button', { name: 'Mở cổng và bắt đầu' }).click();
  await expect(page.getByText('Đang mở trên mạng của trường')).toBeVisible();
  await expect(page.getByText(/0\/\d+ em đã nộp/)).toBeVisible();
  await look(page, 'dang-mo-cho-dien-thoai');
  const lesson = await core.call<{
    addresses: string[];
    seats: { name: string; code: string; student: string }[];
  }>('lesson_get');
  const seat = lesson.seats[0]!;
  const port = lesson.addresses[0]!.split(':').pop();

  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = await context.newPage();
  const faults: string[] = [];
  phone.on('pageerror', (error) => faults.push(error.message));
  phone.on('dialog', (dialog) => void dialog.accept());
  await phone.goto(`http://127.0.0.1:${port}/`);
  await phone.getByLabel('Mã').fill('AAAAAA');
  await phone.getByRole('button', { name: 'Vào làm phiếu' }).click();
  await expect(phone.getByRole('alert')).toContainText('Mã chưa đúng');
  await picture(phone, 'dien-thoai-sai-ma');
  await phone.getByLabel('Mã').fill(seat.code.toLowerCase());
  await phone.getByRole('button', { name: 'Vào làm phiếu' }).click();
  await expect(phone.getByText('Trang 1/5')).toBeVisible();
  expect(await phone.content()).not.toContain(seat.name);
  const answer = async (value: string) => {
    const groups = phone.getByRole('radiogroup');
    for (let at = 0; at < (await groups.count()); at += 1) {
      await groups.nth(at).getByRole('radio', { name: new RegExp(`^${value},`) }).click();
    }
  };
  await answer('4');
  await look(phone, 'dien-thoai');
  await phone.getByRole('button', { name: 'Trang sau' }).click();
  await expect(phone.getByText('Đã lưu')).toBeVisible();

  await context.setOffline(true);
  await answer('2');
  await expect(phone.getByText(/Đang chờ mạng/)).toBeVisible();
  await picture(phone, 'dien-thoai-mat-mang');
  await context.setOffline(false);
  await expect(phone.getByText('Đã lưu')).toBeVisible({ timeout: 15_000 });
  for (let at = 2; at < 5; at += 1) {
    await phone.getByRole('button', { name: 'Trang sau' }).click();
    await answer('3');
  }
  await phone.getByRole('button', { name: 'Nộp phiếu' }).click();
  await expect(phone.getByRole('heading', { name: 'Đã nộp' })).toBeVisible();
  await picture(phone, 'dien-thoai-da-nop');
  const kept = await phone.evaluate(() => localStorage.length + sessionStorage.length);
  expect(kept).toBe(0);
  expect(await context.cookies()).toEqual([]);
  expect(faults).toEqual([]);

  await expect(page.getByText(/1\/\d+ em đã nộp/)).toBeVisible();
  const sheet = await core.call<{ rows: { student: string; answers: number[] }[] }>(
    'survey_sheet',
    { survey, class: '9A' },
  );
  const row = sheet.rows.find((one) => one.student === seat.student)!;
  expect(row.answers.slice(0, 13)).toEqual([4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 3]);
  await page.getByRole('button', { name: 'Đóng cổng' }).click();
  await expect(page.getByText('Đã đóng. Không còn gì mở trên mạng.')).toBeVisible();
  await expect(phone.goto(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  await context.close();
});

test('at this computer one pupil after another answers, and only the teacher leaves', async ({
  page,
  core,
}) => {
  test.setTimeout(120_000);
  await core.sample();
  const open = { instrument: 'riasec-30', title: 'Sở thích, phiếu ngắn', classes: ['9A'] };
  const survey = (await core.call<{ value: string }>('survey_open', open)).value;
  const pupils = await core.call<{ name: string; id: string }[]>('student_list', { class: '9A' });
  const pupil = pupils[0]!;
  await page.goto(`${core.url}/survey/${survey}`);
  await page.getByRole('link', { name: 'Mở ở máy này' }).click();
  await page.getByRole('button', { name: '9A' }).click();
  await page.getByLabel('Tìm tên của em').fill(pupil.name);
  await page.getByRole('button', { name: pupil.name }).first().click();
  await page.getByRole('button', { name: 'Đúng, bắt đầu' }).click();
  for (let at = 0; at < 5; at += 1) {
    await expect(page.getByText(`Trang ${at + 1}/5`)).toBeVisible();
    for (const group of await page.getByRole('radiogroup').all()) {
      await group.getByRole('radio', { name: /^5 / }).click();
    }
    if (at === 0) await look(page, 'may-nay');
    await page.getByRole('button', { name: at < 4 ? 'Trang sau' : 'Nộp phiếu' }).click();
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Nộp phiếu' }).click();
  await expect(page.getByRole('heading', { name: 'Đã nộp. Cảm ơn em!' })).toBeVisible();
  await expect(page.getByText(pupil.name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Bạn tiếp theo' }).click();
  await page.getByLabel('Tìm tên của em').fill(pupil.name);
  await expect(page.getByRole('button', { name: /đã nộp/ })).toBeDisabled();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/kiosk\//);
  await page.getByRole('button', { name: 'Thoát (giáo viên)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau');
  await dialog.getByRole('button', { name: 'Thoát' }).click();
  await expect(dialog.getByText(/Mật khẩu hiện tại không đúng/)).toBeVisible();
  await expect(page).toHaveURL(/\/kiosk\//);
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Thoát' }).click();
  await expect(page).toHaveURL(new RegExp(`/survey/${survey}$`));
});
