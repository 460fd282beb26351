// Where leavers went: a class by keys, a list from a file, whom to call; and the school's own rules.
import { expect, look, test } from '../fixtures';

type Page = { school: { counts: number[] }; counted: number };

test('a class is typed by digits, and every figure follows', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/outcome?year=2025-2026`);
  await page.getByRole('button', { name: /Nhập kết quả/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Nhập phân luồng lớp/ })).toBeVisible();
  const first = page.getByRole('combobox', { name: /^Luồng của/ }).first();
  await first.focus();
  await page.keyboard.press('1');
  await expect(first).toHaveValue('thpt_public');
  // The cursor stands at the next pupil.
  await expect(page.locator('#luong-1')).toBeFocused();
  await page.keyboard.press('4');
  await expect(page.locator('#luong-1')).toHaveValue('gdtx_and_trade');
  await page.keyboard.press('-');
  await expect(page.locator('#luong-2')).toHaveValue('unknown');
  await page
    .getByRole('textbox', { name: /^Ngành, nghề của/ })
    .nth(1)
    .fill('Hàn');
  await page
    .getByRole('textbox', { name: /^Ngành, nghề của/ })
    .nth(1)
    .press('Tab');
  await page
    .getByRole('checkbox', { name: /đã hoàn thành chương trình/ })
    .nth(3)
    .uncheck();
  await expect(page.locator('#luong-3')).toBeDisabled();
  await look(page, 'phan-luong-nhap');
  const after = await core.call<Page>('outcome_get', { year: '2025-2026' });
  expect(after.counted).toBe(1);
  await page.locator('#luong-1').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('#luong-1')).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(page.locator('#luong-1')).toHaveValue('gdtx_and_trade');
});

test('a share stands beside the school’s own target, and a set is copied and changed', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(`${core.url}/settings/rules`);
  await page.getByRole('button', { name: /Ba Đình 2021–2025/ }).click();
  await page.getByRole('button', { name: 'Chép thành bộ mới' }).click();
  await page.getByLabel('Tên bộ mới').fill('Sông Cấm 2026');
  await page.getByRole('dialog').getByRole('button', { name: 'Chép thành bộ mới' }).click();
  await expect(page.getByRole('columnheader', { name: 'Sông Cấm 2026' })).toBeVisible();
  await page.getByRole('button', { name: /Sau THCS vào giáo dục nghề nghiệp/ }).click();
  await page.getByRole('radio', { name: /^Phấn đấu/ }).check();
  await page.getByLabel('Địa bàn thường').fill('90');
  await look(page, 'bo-quy-dinh-sua');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'phấn đấu 90%' })).toBeVisible();
  await page.getByRole('button', { name: 'Thêm yêu cầu' }).click();
  await page.getByLabel('Mã').fill('T01');
  await page.getByLabel('Nội dung').fill('Mỗi năm hai ngày hội nghề');
  await page.getByLabel('Nhiệm vụ').selectOption('C04');
  await page.getByLabel('Cấp học').selectOption('thpt');
  await page.getByLabel('Địa bàn thường').fill('2');
  await look(page, 'bo-quy-dinh-them');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('button', { name: /Mỗi năm hai ngày hội nghề/ })).toBeVisible();
  await page.getByRole('button', { name: /^Dùng cho năm học/ }).click();
  await expect(page.getByRole('button', { name: /^Thôi dùng/ })).toBeVisible();

  await page.goto(`${core.url}/outcome?year=2025-2026`);
  await expect(page.getByText('Phấn đấu 90%')).toBeVisible();
  await expect(page.getByText(/Cách mức phấn đấu \d+ em/)).toBeVisible();
  await look(page, 'phan-luong-chi-tieu');
  await page.goto(`${core.url}/outcome?year=2024-2025`);
  await page.getByRole('button', { name: 'Xem dạng bảng' }).click();
  await expect(page.getByRole('columnheader', { name: 'Nơi học, nơi làm' })).toBeVisible();
  await page.getByRole('button', { name: 'Danh sách cần gọi' }).click();
  await expect(page.getByText(/Đã lưu Can-goi/)).toBeVisible();
});

test('a list from a file goes in, and its wrong rows are said one by one', async ({
  page,
  core,
}) => {
  await core.sample();
  const students = await core.call<{ name: string; class: string }[]>('student_list', {
    class: '9A',
  });
  const rows = students.slice(0, 3).map((one) => `${one.name},9A,Trung cấp,Hàn`);
  const list = ['Họ và tên,Lớp,Luồng,Ngành/nghề', ...rows, 'Không Có Ai,9A,Lao động,'].join('\n');
  await page.goto(`${core.url}/outcome?year=2025-2026`);
  await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: 'Chọn tệp' }).click();
  await (
    await chooser
  ).setFiles({ name: 'pl.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await expect(page.getByText('Mới 3 em')).toBeVisible();
  await expect(page.getByText(/dòng 5.*Không có học sinh này/)).toBeVisible();
  await look(page, 'phan-luong-tep');
});
