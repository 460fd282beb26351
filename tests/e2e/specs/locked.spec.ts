// A locked school year is for reading: no field takes words that could not be saved.
import { PASSWORD, expect, look, test } from '../fixtures';

test('in a locked year the log, a visit and a record only show, and say why', async ({
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
  });
  const pupils = await core.call<{ id: string }[]>('student_list', { class: '9A' });
  await core.call('book_close');
  await core.call('book_open', { name: 'khai', password: PASSWORD });
  await core.call('year_lock', { year: '2025-2026', is_locked: true });
  await core.call('book_close');
  await core.call('book_open', { name: 'nhung', password: PASSWORD });

  const screens = {
    trip: `/trip/${value.id}`,
    activity: `/activity?id=${value.id}`,
    record: `/student/${pupils[0]!.id}`,
    student: `/student?id=${pupils[0]!.id}`,
    survey: '/survey',
  };
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(core.url + path);
    await expect(
      page.getByText(/Năm học 2025–2026 đã khóa nên chỉ xem được/).first(),
      name,
    ).toBeVisible();
    if (/id=/.test(path)) await expect(page.getByRole('complementary')).toBeVisible();
    const open = page.locator(
      'main :is(textarea, input:not([type=hidden]), .panel select):enabled:not([aria-hidden])',
    );
    const labels = await open.evaluateAll((fields) =>
      fields.map((field) => field.getAttribute('aria-label') ?? field.outerHTML),
    );
    // What narrows a list changes nothing in the book.
    const typed = labels.filter((label) => !/^(Lọc|Tìm)/.test(label));
    expect(typed, name).toEqual([]);
    await expect(
      page.getByRole('button', { name: /^(Ghi hoạt động|Sửa|Thêm|Xóa|Hoàn tất)/ }),
    ).toHaveCount(0);
    await look(page, `locked-${name}`);
  }
});
