// F1 opens the page of the screen that is shown, and the whole help can be read and printed.
import { PASSWORD, expect, look, test } from '../fixtures';

const PAGES: [path: string, title: string][] = [
  ['/', 'Tổng quan'],
  ['/activity', 'Ghi một hoạt động'],
  ['/survey', 'Mở khảo sát'],
  ['/student', 'Học sinh'],
  ['/student/import', 'Nhập danh sách lớp'],
  ['/report', 'Xuất báo cáo năm'],
  ['/settings/school', 'Trường và cấp học'],
  ['/settings/narrative', 'Lời văn báo cáo'],
  ['/settings/year', 'Năm học và lớp'],
  ['/settings/account', 'Tài khoản và mật khẩu'],
  ['/settings/backup', 'Sao lưu và tự khóa'],
  ['/settings/audit', 'Nhật ký hệ thống'],
  ['/settings/look', 'Cỡ chữ, giao diện'],
];

test('F1 on each screen opens its page and Esc leads back', async ({ page, core }) => {
  test.setTimeout(180_000);
  await core.sample();
  const surveys = await core.call<{ id: string }[]>('survey_list');
  const all = [
    ...PAGES,
    [`/survey/${surveys[0]!.id}`, 'Xem kết quả khảo sát'],
    [`/survey/${surveys[0]!.id}/items`, 'Xem kết quả khảo sát'],
    [`/survey/${surveys[0]!.id}/entry`, 'Nhập phiếu giấy bằng phím số'],
  ] as const;
  for (const [path, title] of all) {
    await page.goto(core.url + path);
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    await page.keyboard.press('F1');
    await expect(page.getByRole('article', { name: title }), path).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`/survey/${surveys[0]!.id}/entry`));
});

test('on the cover the help lies over what is being typed', async ({ page, core }) => {
  await core.sample();
  await core.call('book_close');
  await page.goto(core.url);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('F1');
  const dialog = page.getByRole('dialog', { name: 'Trợ giúp' });
  await dialog.getByRole('link', { name: 'Quên mật khẩu' }).click();
  await expect(dialog.getByText('Dùng khóa khôi phục').first()).toBeVisible();
  await look(page, 'tro-giup-khoa');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Mật khẩu', { exact: true })).toHaveValue(PASSWORD);
});

for (const theme of ['light', 'dark']) {
  test(`the help is open to everybody, ${theme}`, async ({ page, core }) => {
    const end = theme === 'dark' ? '-toi' : '';
    await page.addInitScript((it) => localStorage.setItem('theme', it), theme);
    await core.sample();
    await page.goto(`${core.url}/help`);
    await page.getByRole('link', { name: 'Ghi một hoạt động' }).first().click();
    await expect(page.getByRole('article', { name: 'Ghi một hoạt động' })).toBeVisible();
    await look(page, `tro-giup${end}`);
    await page.getByRole('link', { name: 'Bảng phím tắt' }).first().click();
    await expect(page.getByRole('article', { name: 'Bảng phím tắt' })).toBeVisible();
    await look(page, `tro-giup-phim${end}`);
    await page.setViewportSize({ width: 1024, height: 700 });
    await look(page, `tro-giup-1024${end}`);
    await page.goto(`${core.url}/help/print`);
    await look(page, `tro-giup-in${end}`);
  });
}

test('words narrow the contents and the book prints a page for each', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/help`);
  await expect(page.getByRole('article')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('bo go unikey');
  const contents = page.getByRole('navigation', { name: 'Mục lục' });
  await expect(contents.getByRole('link', { name: 'Gõ tiếng Việt với UniKey' })).toBeVisible();
  await expect(contents.getByRole('link', { name: 'Xuất báo cáo năm' })).toHaveCount(0);

  await page.goto(`${core.url}/help/print`);
  const articles = page.getByRole('article');
  await expect(articles.first()).toBeVisible();
  const count = await articles.count();
  const pdf = await page.pdf({ format: 'A4' });
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(count);
});
