// Every screen of the sample school: it says what it should, has no fault for those who cannot
// see it (axe), and prints nothing on the console.
import type { Page } from '@playwright/test';
import { PASSWORD, expect, look, picture, test } from '../fixtures';

const SCREENS: [name: string, path: string, heading: RegExp][] = [
  ['tong-quan', '/', /Tổng quan năm học/],
  ['nhat-ky', '/activity', /Nhật ký hoạt động/],
  ['tham-quan', '/trip', /Tham quan/],
  ['khao-sat', '/survey', /Khảo sát/],
  ['bo-cau-hoi', '/survey/instrument', /Bộ câu hỏi/],
  ['soan-bo-cau-hoi', '/survey/instrument/new', /Bộ câu hỏi mới/],
  ['ke-hoach-nam', '/plan', /Kế hoạch năm/],
  ['nghe', '/occupation', /Nghề để tìm hiểu/],
  ['phan-luong', '/outcome?year=2024-2025', /Phân luồng sau THCS/],
  ['phan-luong-lop', '/outcome/entry?year=2024-2025&class=9A', /Nhập phân luồng lớp 9A/],
  ['ban-giao', '/outcome/handover?year=2024-2025', /Bàn giao danh sách/],
  ['bo-quy-dinh', '/settings/rules?with=nghe-an-2025', /Bộ quy định/],
  ['van-ban', '/settings/document', /Văn bản và cơ quan/],
  ['doi-ngu', '/settings/means', /Đội ngũ, học liệu, kiểm tra/],
  ['hoc-sinh', '/student', /Học sinh/],
  ['dong-y', '/consent?class=9A', /Đồng ý và quyền dữ liệu/],
  ['het-han-luu', '/consent/retention', /hết hạn lưu/],
  ['ra-soat', '/review?class=9A', /Rà soát hồ sơ lớp 9A/],
  ['nhap-danh-sach', '/student/import', /Nhập/],
  ['kiem-tra-quy-dinh', '/report/check', /Kiểm tra thực hiện quy định/],
  ['bao-cao', '/report', /Báo cáo năm học/],
  ['thiet-lap-truong', '/settings/school', /Trường/],
  ['thiet-lap-danh-gia', '/settings/narrative', /Lời văn/],
  ['thiet-lap-nam-hoc', '/settings/year', /Năm học/],
  ['thiet-lap-tai-khoan', '/settings/account', /Tài khoản/],
  ['thiet-lap-sao-luu', '/settings/backup', /Sao lưu/],
  ['thiet-lap-nhat-ky', '/settings/audit', /Nhật ký hệ thống/],
  ['thiet-lap-giao-dien', '/settings/look', /Cỡ chữ/],
  ['tro-giup', '/help', /Trợ giúp/],
];

for (const theme of ['light', 'dark']) {
  test(`every screen is whole and open to everybody, ${theme}`, async ({ page, core }) => {
    test.setTimeout(360_000);
    const faults = listen(page);
    await page.addInitScript((it) => localStorage.setItem('theme', it), theme);
    await core.sample();
    for (const [name, path, heading] of SCREENS) {
      await page.goto(core.url + path);
      await expect(page.getByRole('heading', { level: 1, name: heading }), name).toBeVisible();
      await look(page, `${name}${theme === 'dark' ? '-toi' : ''}`);
    }
    const surveys = await core.call<{ id: string }[]>('survey_list');
    for (const [name, path] of [
      ['ket-qua', ''],
      ['nhap-phieu', '/entry'],
      ['cau-hoi', '/items'],
    ]) {
      await page.goto(`${core.url}/survey/${surveys[0]?.id}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await look(page, `khao-sat-${name}${theme === 'dark' ? '-toi' : ''}`);
    }
    const trips = await core.call<{ activity: { id: string } }[]>('trip_list');
    await page.goto(`${core.url}/trip/${trips[0]?.activity.id}`);
    await expect(page.getByRole('heading', { name: 'Danh sách học sinh' })).toBeVisible();
    await look(page, `chuyen-di${theme === 'dark' ? '-toi' : ''}`);
    expect(faults).toEqual([]);
  });
}

test('at 1024 by 700 no screen is wider than its window', async ({ page, core }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1024, height: 700 });
  await core.sample();
  for (const [name, path, heading] of SCREENS) {
    await page.goto(core.url + path);
    await expect(page.getByRole('heading', { level: 1, name: heading }), name).toBeVisible();
    await picture(page, `${name}-1024`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, name).toBeLessThanOrEqual(1024);
  }
});

test('nothing of the book is seen before it is opened', async ({ page, core }) => {
  await core.sample();
  await core.call('book_close');
  await page.goto(core.url);
  await expect(page.getByRole('button', { name: /^Mở sổ( Enter)?$/ })).toBeVisible();
  await look(page, 'khoa');
  const words = await page.locator('body').innerText();
  for (const secret of ['Sông Cấm', 'Trần Thị Hồng Nhung', '2025']) {
    expect(words).not.toContain(secret);
  }

  await page.getByLabel('Tên đăng nhập').fill('nhung');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mật-khẩu-2026');
  await expect(page.getByText(/UniKey/)).toBeVisible();
  await page.getByRole('button', { name: /^Mở sổ( Enter)?$/ }).click();
  await expect(page.getByText(/không đúng/)).toBeVisible();
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /^Mở sổ( Enter)?$/ }).click();
  await expect(page.getByText('Tổng quan năm học').first()).toBeVisible();

  await page.keyboard.press('Control+l');
  await expect(page.getByRole('button', { name: /^Mở sổ( Enter)?$/ })).toBeVisible();
});

test('a principal approves a visit, and locks and opens the year', async ({ page, core }) => {
  await core.sample();
  const { value } = await core.call<{ value: { id: string } }>('activity_add', {
    kind: 'field_trip',
    title: 'Tham quan trường nghề',
    status: 'planned',
    starts_on: '2026-05-16',
    classes: ['8A'],
  });
  await core.call('book_close');
  await core.call('book_open', { name: 'khai', password: PASSWORD });
  await page.goto(core.url);
  await expect(page.getByText('Duyệt kế hoạch: Tham quan trường nghề')).toBeVisible();
  await look(page, 'tong-quan-hieu-truong');
  await page.getByRole('button', { name: 'Duyệt' }).click();
  await expect(page.getByText('Không có kế hoạch nào chờ duyệt.')).toBeVisible();
  const approved = await core.call<{ trip: { approved_on: string } }>('trip_get', { id: value.id });
  expect(approved.trip.approved_on).toBe('2026-04-14');

  await page.getByRole('button', { name: 'Khóa năm 2025–2026' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa năm 2025–2026' }).click();
  await expect(page.getByRole('button', { name: 'Mở lại năm 2025–2026' })).toBeVisible();
  await page.getByRole('button', { name: 'Mở lại năm 2025–2026' }).click();
  await expect(page.getByRole('button', { name: 'Khóa năm 2025–2026' })).toBeVisible();
});

test('a homeroom teacher sees the pupils of the own class and nothing else', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('book_close');
  await core.call('book_open', { name: 'gvcn1', password: PASSWORD });
  await page.goto(core.url);
  await expect(page.getByRole('link', { name: /Học sinh/ }).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Tổng quan lớp 9A' })).toBeVisible();
  await look(page, 'tong-quan-lop');
  for (const hidden of [/^Tổng quan 1?$/, 'Nhật ký hoạt động', 'Khảo sát', 'Báo cáo năm']) {
    await expect(page.getByRole('link', { name: hidden })).toHaveCount(0);
  }
  const students = await core.call<{ class: string }[]>('student_list');
  expect(new Set(students.map((student) => student.class))).toEqual(new Set(['9A']));
});

function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}
