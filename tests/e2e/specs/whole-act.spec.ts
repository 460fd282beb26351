// The whole main job as a counselor does it: book, class list, log, survey, report on the disk.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PASSWORD, expect, test } from '../fixtures';

const ROSTER = resolve(import.meta.dirname, '../../data/rosters/xlsx_tcvn3_font.xlsx');

test('from an empty machine to a report on the disk', async ({ page, core }) => {
  await page.goto(core.url);

  // The book.
  await page.getByText('Lập sổ cho trường mình').click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Tên trường').fill('Trường THCS Sông Cấm');
  await page.getByText('Khối 6 đến 9').click();
  await page.getByLabel('Hiệu trưởng').fill('Nguyễn Văn Khải');
  await page.getByLabel('Tỉnh, thành phố').fill('Hải Phòng');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Họ và tên').first().fill('Trần Thị Hồng Nhung');
  await page.getByLabel('Tên đăng nhập').first().fill('nhung');
  await page.getByLabel('Mật khẩu', { exact: true }).first().fill(PASSWORD);
  await page.getByLabel('Gõ lại mật khẩu').first().fill(PASSWORD);
  const others = await page.getByRole('button', { name: /^Bỏ / }).count();
  for (let at = others; at > 1; at -= 1) {
    await page
      .getByRole('button', { name: /^Bỏ / })
      .nth(at - 1)
      .click();
  }
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Lập sổ' }).click();
  await expect(page.getByRole('heading', { name: 'Khóa khôi phục' })).toBeVisible();
  const key = await page
    .getByRole('listitem')
    .filter({ hasText: /[A-Z2-9]{4}/ })
    .allInnerTexts();
  const groups = key.map((line) => line.replace(/^\s*\d+\s*/, '').trim());
  for (const field of await page.getByLabel(/^Nhóm số/).all()) {
    const label = await field.evaluate((it: HTMLInputElement) => it.labels?.[0]?.innerText ?? '');
    await field.fill(groups[Number(label.match(/\d+/)?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Tiếp tục' }).click();

  // The class list.
  await page.getByText('Nhập từ Excel').first().click();
  await expect(page).toHaveURL(/student\/import/);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /Chọn tệp/ }).click();
  await (await choosing).setFiles(ROSTER);
  await page.getByRole('button', { name: /Nhập 35 dòng/ }).click();
  await expect(page.locator('dl.figures')).toBeVisible();
  const students = await core.call<{ name: string }[]>('student_list', {
    class: '9A3',
  });
  expect(students).toHaveLength(35);
  expect(students.map((student) => student.name)).toContain('Nguyễn Thị Minh Na');

  // A field trip in the log.
  await page.keyboard.press('Control+n');
  await expect(page).toHaveURL(/activity/);
  const quick = page.getByRole('form', { name: 'Ghi nhanh' });
  await quick.getByLabel('Ngày').fill('11/4/2026');
  await quick.getByLabel('Loại hình').selectOption('field_trip');
  await quick.getByLabel('Tên hoạt động').fill('Tham quan xưởng cơ khí Bến Rừng');
  await quick.getByRole('combobox', { name: 'Lớp', exact: true }).fill('9A3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tham quan xưởng cơ khí Bến Rừng').first()).toBeVisible();
  await expect
    .poll(() => core.call<{ id: string; met: boolean }[]>('check_list'))
    .toMatchObject([{ id: 'C02', met: true }]);

  // A survey, entered by number keys alone.
  const survey = await core.call<{ value: string }>('survey_open', {
    instrument: 'riasec-48',
    title: 'Khảo sát sở thích nghề nghiệp, khối 9',
    classes: ['9A3'],
  });
  await page.goto(`${core.url}/survey/${survey.value}/entry?class=9A3`);
  await page.getByLabel(/^Câu 1:/).focus();
  for (let item = 0; item < 48; item += 1) await page.keyboard.press(String((item % 5) + 1));
  await expect(page.getByText('Đủ', { exact: true }).first()).toBeVisible();
  await expect
    .poll(
      async () =>
        (
          await core.call<{ responses: unknown[] }>('survey_scores', {
            survey: survey.value,
          })
        ).responses.length,
    )
    .toBe(1);

  // The report.
  await page.goto(`${core.url}/report`);
  await expect(page.getByText('Kiểm tra số liệu')).toBeVisible();
  await page.getByRole('button', { name: /Xuất Excel/ }).click();
  await expect(page.getByText(/Đã ghi tệp/)).toBeVisible();
  const files = await core.call<{ sheets: { id: string }[] }>('report_outline', {
    period: { year: '2025-2026', kind: 'year' },
  });
  expect(files.sheets.map((sheet) => sheet.id)).toEqual([
    'cover',
    'general',
    'assessment',
    'targets',
    'minimums',
    'activities',
    'activity_totals',
    'trips',
    'counselling',
    'surveys',
    'outcomes_thcs',
    'outcome_list',
    'startup',
    'staff',
    'materials',
    'partners',
    'media',
    'funding',
    'tasks',
    'inspections',
  ]);
  const path = `${core.exchange}/Bao-cao-huong-nghiep-2025-2026.xlsx`;
  expect(statSync(path).size).toBeGreaterThan(5_000);
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
});
