// A visit as a counselor runs it: the list, consent, the roll call, the end.
import { expect, look, test } from '../fixtures';

test('a visit goes from its plan to its end, by keyboard where it matters', async ({
  page,
  core,
}) => {
  await core.sample();
  const { value } = await core.call<{ value: { id: string } }>('activity_add', {
    kind: 'field_trip',
    title: 'Tham quan làng nghề mộc',
    status: 'planned',
    starts_on: '2026-04-11',
    classes: ['8A'],
    partners: ['Hợp tác xã Mộc Đông Phương'],
  });
  await page.goto(`${core.url}/trip`);
  await page.getByText('Tham quan làng nghề mộc').click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Tham quan làng nghề mộc' }),
  ).toBeVisible();

  // Who lacks a roll call keeps the visit open.
  await page.getByRole('button', { name: /Hoàn tất chuyến/ }).click();
  await expect(page.getByText(/Còn 44 em chưa điểm danh/)).toBeVisible();

  await page.getByRole('button', { name: 'Cả nhóm đồng ý' }).click();
  await page.getByRole('button', { name: 'Cả nhóm có mặt' }).click();
  await expect(page.getByText('44 có mặt')).toBeVisible();
  // The first pupil was absent: Space on the mark, then the arrow leads to the next.
  await page.locator('[data-cell="attendance"]').first().focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('43 có mặt, 1 vắng')).toBeVisible();
  await page.locator('[data-cell="attendance"]').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-cell="attendance"]').nth(1)).toBeFocused();

  await page.getByLabel('Nhận xét sau chuyến đi').fill('Các em thích khâu bào gỗ.');
  await expect
    .poll(
      async () =>
        (await core.call<{ trip: { reflection: string } }>('trip_get', { id: value.id })).trip
          .reflection,
    )
    .toBe('Các em thích khâu bào gỗ.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Đã hoàn tất chuyến/)).toBeVisible();
  const activity = await core.call<{ status: string; counts: { students: number } }>(
    'activity_get',
    {
      id: value.id,
    },
  );
  expect([activity.status, activity.counts.students]).toEqual(['done', 43]);
});

test('the teachers who go along are called from the page of the visit', async ({ page, core }) => {
  await core.sample();
  const { value } = await core.call<{ value: { id: string } }>('activity_add', {
    kind: 'field_trip',
    title: 'Tham quan làng nghề mộc',
    status: 'planned',
    starts_on: '2026-04-11',
    classes: ['8A'],
  });
  await page.goto(`${core.url}/trip/${value.id}`);
  await page.getByRole('button', { name: 'Sửa' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Thêm giáo viên' }).click();
  const teacher = panel.getByRole('group', { name: 'Giáo viên thứ 1' });
  await teacher.getByLabel('Họ và tên').fill('Phạm Thu Hà');
  await teacher.getByLabel('Điện thoại').fill('0912 345 678');
  await teacher.getByLabel('Phân công').fill('Nhóm 1, lên xe số 1');

  const shown = page.getByRole('region', { name: 'Giáo viên đi cùng' });
  await expect(shown.getByText('0912 345 678')).toBeVisible();
  await look(page, 'chuyen-di-giao-vien');
});

test('a visit of more than two hundred pupils draws those in sight, and the arrows reach the rest', async ({
  page,
  core,
}) => {
  await core.sample();
  const { value } = await core.call<{ value: { id: string } }>('activity_add', {
    kind: 'field_trip',
    title: 'Cả trường đi bảo tàng',
    status: 'planned',
    starts_on: '2026-04-11',
    grades: [6, 7, 8, 9, 10, 11],
  });
  await page.goto(`${core.url}/trip/${value.id}`);
  await expect(page.getByText(/^310/).first()).toBeVisible();
  const cells = page.locator('[data-cell="attendance"]');
  await expect(cells.first()).toBeVisible();
  expect(await cells.count()).toBeLessThan(100);
  await look(page, 'chuyen-di-dong');

  await cells.first().focus();
  const row = page.locator('tr', { has: page.locator('[data-cell="attendance"]:focus') });
  for (let at = 1; at <= 60; at += 1) {
    await page.keyboard.press('ArrowDown');
    if (at % 6 === 0) await expect(row.locator('td').first()).toHaveText(String(at + 1));
  }
  await expect(row.locator('td').first()).toHaveText('61');
  await page.keyboard.press('Space');
  await expect(page.getByText('1 có mặt', { exact: false }).first()).toBeVisible();
  await expect(row.locator('td').first()).toHaveText('61');

  // A remark is kept also when its row scrolls out of sight before its field is left.
  await page.locator('[data-cell="note"]').nth(20).fill('Say xe');
  await page.locator('.box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect
    .poll(async () => {
      const trip = await core.call<{ students: { note: string }[] }>('trip_get', { id: value.id });
      return trip.students.filter((one) => one.note === 'Say xe').length;
    })
    .toBe(1);
});
