// Counselling from the first session to the sealed part, and what others see of it.
import { expect, look, PASSWORD, picture, test } from '../fixtures';

const SECRET = 'Em lo nhà không đủ tiền nếu học xa.';

test('a session is written down, sealed, read again, and referred', async ({ core, page }) => {
  test.setTimeout(120_000);
  await core.sample();
  await page.goto(core.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+t');
  const panel = page.getByRole('complementary', { name: 'Ghi buổi tư vấn' });
  await expect(panel).toBeVisible();
  const pupils = await core.call<{ name: string; class: string }[]>('student_list', {
    class: '9A',
  });
  const one = pupils[0]!;
  await panel.getByRole('combobox', { name: 'Học sinh' }).fill(`${one.name} (${one.class})`);
  await page.keyboard.press('Enter');
  await panel.getByLabel('Chủ đề').fill('Chọn giữa sửa chữa ô tô và THPT');
  await panel.getByLabel('Việc tiếp theo').fill('Mời mẹ cùng đến nếu em đồng ý');
  await panel.getByLabel('Hẹn ngày').fill('20/4');
  await look(page, 'counsel-new');
  await page.keyboard.press('Control+Enter');

  const record = page.getByRole('complementary', { name: /^Buổi số/ });
  await expect(record).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '20/04' })).toBeVisible();
  await look(page, 'counsel-panel');

  // The first sealed key: the slip is shown once and typed back.
  const seal = record.getByRole('region', { name: 'Phần riêng' });
  await seal.getByRole('button', { name: 'Làm khóa phần riêng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mật khẩu của bạn').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Làm khóa phần riêng' }).click();
  const groups = dialog.getByRole('listitem');
  await expect(groups).toHaveCount(13);
  await look(page, 'counsel-slip');
  for (const label of await dialog.getByText(/^Nhóm số/).allInnerTexts()) {
    const number = Number(label.replace(/\D/g, ''));
    const text = await groups.nth(number - 1).innerText();
    await dialog.getByLabel(label).fill(text.replace(/^\d+\s*/, ''));
  }
  await dialog.getByRole('button', { name: 'Đã in và cất' }).click();

  const text = seal.getByLabel('Nội dung phần riêng');
  await text.fill(SECRET);
  await expect(page.getByRole('row', { name: /Có phần riêng/ })).toHaveCount(1);
  await expect(text).toHaveValue(SECRET);
  await look(page, 'counsel-open');
  await page.emulateMedia({ media: 'print' });
  await expect(text).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // Locked, a wrong password, and open again.
  await seal.getByRole('button', { name: 'Khóa lại' }).click();
  await expect(text).toHaveCount(0);
  await seal.getByLabel('Mật khẩu của bạn').fill('sai-mat-khau');
  await seal.getByRole('button', { name: 'Mở phần riêng' }).click();
  await expect(seal.getByText(/chưa đúng|không đúng/)).toBeVisible();
  await look(page, 'counsel-wrong');
  await seal.getByLabel('Mật khẩu của bạn').fill(PASSWORD);
  await seal.getByRole('button', { name: 'Mở phần riêng' }).click();
  await expect(text).toHaveValue(SECRET);
  // Leaving the page shuts it.
  await page.getByRole('link', { name: /^Khảo sát/ }).click();
  await expect(page.getByRole('heading', { name: 'Khảo sát', level: 1 })).toBeVisible();
  await expect
    .poll(
      async () =>
        (await core.call<{ seconds_left: number | null }>('counsel_seal_get')).seconds_left,
    )
    .toBeNull();

  await page.keyboard.press('Control+6');
  await page.getByRole('row').nth(1).click();
  await record.getByRole('button', { name: 'Lập phiếu chuyển' }).click();
  await record.getByLabel('Chuyển tới').fill('Tổ tư vấn tâm lý của trường');
  await record.getByLabel('Lý do chuyển').fill('Em căng thẳng kéo dài');
  await page.evaluate(() => {
    window.print = () => {
      document.title = document.querySelector('.print-only-this h1')?.textContent ?? 'nothing';
    };
  });
  await record.getByRole('button', { name: 'In phiếu chuyển' }).click();
  await expect(page).toHaveTitle(/PHIẾU CHUYỂN HỌC SINH/);
});

test('the page in both themes and on a small screen', async ({ core, page }) => {
  test.setTimeout(120_000);
  await core.sample();
  await page.goto(`${core.url}/counsel`);
  const rows = page.getByRole('row');
  await expect(rows.nth(3)).toBeVisible();
  await look(page, 'counsel');
  await rows.nth(4).click();
  await expect(page.getByRole('complementary', { name: /^Buổi số/ })).toBeVisible();
  await look(page, 'counsel-row');
  await page.getByRole('button', { name: 'Xem cả lịch' }).click();
  await look(page, 'counsel-agenda');
  await page.getByRole('button', { name: 'Về các buổi' }).click();
  await page.setViewportSize({ width: 1024, height: 700 });
  await look(page, 'counsel-1024');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: 'Giao diện sáng, tối' }).click();
  await look(page, 'counsel-dark');
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'counsel-print');
});

test('a principal and a homeroom teacher see numbers and no session', async ({ core, page }) => {
  await core.sample();
  const accounts = await core.call<{ name: string; role: string }[]>('account_list');
  const names = ['principal', 'teacher'].map((role) => accounts.find((one) => one.role === role)!);
  for (const { name, role } of names) {
    await core.call('book_close');
    await core.call('book_open', { name, password: PASSWORD });
    await page.goto(`${core.url}/counsel`);
    await expect(page.getByRole('heading', { name: 'Số buổi tư vấn' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ghi buổi tư vấn' })).toBeHidden();
    await look(page, `counsel-${role}`);
  }
});
