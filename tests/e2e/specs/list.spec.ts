// The list of pupils: narrowed, kept under a name, taken out as a file, changed together.
import { expect, look, test } from '../fixtures';

test('a ready list shows the pupils it names and no others', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/student`);
  await page.getByLabel('Danh sách', { exact: true }).selectOption({ label: 'Cần tư vấn thêm' });
  const count = await core.call<number>('student_count', { only: { record: 'counsel' } });
  expect(count).toBeGreaterThan(0);
  await expect(page.getByText(`${count} em khớp`)).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(count);
  await look(page, 'hoc-sinh-can-tu-van');
});

test('a list of one’s own is kept, is there again, and goes out as an Excel file', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(`${core.url}/student`);
  await page.getByRole('button', { name: 'Lọc và chọn cột' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Khối').selectOption({ label: 'Khối 9' });
  await dialog.getByLabel('Giới tính').selectOption({ label: 'Nữ' });
  await dialog.getByText('Mã của trường').click();
  await look(page, 'loc-va-chon-cot');
  await dialog.getByLabel('Tên danh sách').fill('Nữ khối 9');
  await dialog.getByRole('button', { name: 'Lưu danh sách' }).click();
  const count = await core.call<number>('student_count', { only: { grade: 9, sex: 'female' } });
  await expect(page.getByText(`${count} em khớp`)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Mã của trường' })).toBeVisible();
  await page.getByRole('columnheader', { name: 'Mã của trường' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Mã của trường' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );

  await page.reload();
  await page.getByLabel('Danh sách', { exact: true }).selectOption({ label: 'Nữ khối 9' });
  await expect(page.getByText(`${count} em khớp`)).toBeVisible();
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  await expect(page.getByText(/Đã lưu Danh-sach-hoc-sinh/)).toBeVisible();
  const log = await core.call<{ lines: unknown[] }>('audit_list', { op: 'student_list_export' });
  expect(log.lines).toHaveLength(1);

  // Classes and years are typed; what is wrong is said at its field and nothing is lost.
  await page.getByRole('button', { name: 'Lọc và chọn cột' }).click();
  await dialog.getByLabel('Các lớp').fill('9A, 7Z');
  await dialog.getByLabel('Sinh từ năm').fill('11');
  await dialog.getByRole('button', { name: 'Xem danh sách' }).click();
  await expect(dialog.getByText('Ghi năm bằng bốn chữ số, ví dụ 2011.')).toBeVisible();
  await dialog.getByLabel('Sinh từ năm').fill('2010');
  await dialog.getByRole('button', { name: 'Xem danh sách' }).click();
  await expect(dialog.getByText(/không có lớp “7Z”/)).toBeVisible();
  await dialog.getByLabel('Các lớp').fill('9A, 9b');
  await dialog.getByLabel('Chưa có đồng ý của cha mẹ').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Xem danh sách' }).click();
  const only = { grade: 9, sex: 'female', classes: ['9A', '9B'], born_from: 2010 };
  const open = await core.call<number>('student_count', {
    only: { ...only, unconsented: 'record' },
  });
  await expect(page.getByText(`${open} em khớp`)).toBeVisible();
  await page.getByLabel('Danh sách', { exact: true }).selectOption({ label: 'Nữ khối 9' });

  await page.getByRole('button', { name: 'Bỏ danh sách này' }).click();
  await expect(page.getByText('Đã bỏ danh sách “Nữ khối 9”')).toBeVisible();
});

test('many pupils get one fact, seen before it is written and taken back as one', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(`${core.url}/student?class=9A`);
  await expect(page.getByRole('button', { name: 'Chọn nhiều' })).toBeVisible();
  const before = await core.call<number>('student_count', { only: { support: 'near_poor' } });
  await page.getByRole('button', { name: 'Chọn nhiều' }).click();
  await page.locator('tbody tr').nth(0).click();
  await page.locator('tbody tr').nth(2).click();
  await expect(page.getByText('2 em đã chọn')).toBeVisible();
  // With Shift all between are taken too; a click leaves one.
  await page
    .locator('tbody tr')
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('5 em đã chọn')).toBeVisible();
  for (const row of [3, 4, 5]) await page.locator('tbody tr').nth(row).click();
  await expect(page.getByText('2 em đã chọn')).toBeVisible();
  await look(page, 'hoc-sinh-chon-nhieu');
  await page.getByRole('button', { name: 'Sửa 2 em…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Sửa gì').selectOption({ label: 'Thêm diện hỗ trợ' });
  await dialog.getByLabel('Thành').selectOption({ label: 'Hộ cận nghèo' });
  await expect(dialog.getByText('2 em đổi, 0 em giữ nguyên.')).toBeVisible();
  await look(page, 'sua-nhieu-hoc-sinh');
  await dialog.getByRole('button', { name: 'Sửa 2 em' }).click();
  await expect(page.getByText('Đã sửa 2 em')).toBeVisible();
  const count = () => core.call<number>('student_count', { only: { support: 'near_poor' } });
  expect(await count()).toBe(before + 2);
  await page.getByRole('button', { name: /Hoàn tác/ }).click();
  await expect.poll(count).toBe(before);
});
