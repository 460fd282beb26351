// Anything is found from anywhere by the keyboard alone, and nobody finds what is not theirs.
import { PASSWORD, expect, look, test } from '../fixtures';

test('a pupil is found without accents and opened by Enter', async ({ page, core }) => {
  await core.sample();
  const pupils = await core.call<{ name: string; class: string }[]>('student_list');
  const pupil = pupils.find((one) => /^[ĐỖĂÂÊÔƠƯ]/.test(one.name)) ?? pupils[0]!;
  await page.goto(core.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog', { name: 'Tìm nhanh' }).getByRole('combobox');
  await expect(field).toBeFocused();
  await field.pressSequentially(bare(pupil.name));
  const first = page.getByRole('option').first();
  await expect(first).toContainText(pupil.name);
  await expect(first).toContainText(pupil.class);
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/student/);
  await expect(page.getByRole('complementary', { name: pupil.name })).toBeVisible();
});

test('arrows choose, Esc gives the focus back, a command runs', async ({ page, core }) => {
  await core.sample();
  await page.goto(core.url);
  const button = page.getByRole('button', { name: /Tìm học sinh, hoạt động/ });
  await button.click();
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill('tham quan');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id'))!);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('ghi hoat dong');
  await expect(page.getByRole('option', { name: /Ghi hoạt động/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/activity/);
  await expect(
    page.getByRole('form', { name: 'Ghi nhanh' }).getByLabel('Tên hoạt động'),
  ).toBeFocused();
});

test('an activity, a class and a partner open where they belong', async ({ page, core }) => {
  await core.sample();
  const activities =
    await core.call<{ id: string; title: string; kind: string }[]>('activity_list');
  const partners = await core.call<string[]>('partner_list');
  await page.goto(core.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const find = async (text: string, name: RegExp | string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill(text);
    await page.getByRole('option', { name }).first().click();
  };

  const title = activities.find((one) => one.kind !== 'field_trip')!.title;
  await find(bare(title), title);
  await expect(page.getByRole('complementary').getByLabel('Tên hoạt động')).toHaveValue(title);
  const visit = activities.find((one) => one.kind === 'field_trip')!;
  await find(bare(visit.title), new RegExp(`^${visit.title}`));
  await expect(page).toHaveURL(/\/trip\//);
  await expect(page.getByRole('heading', { level: 1, name: visit.title })).toBeVisible();
  await find('lop 9b', /^Lớp 9B/);
  await expect(page.getByRole('button', { name: /^9B/, pressed: true })).toBeVisible();
  await find(bare(partners[0]!), new RegExp(`^${partners[0]!} xem`));
  await expect(page.getByRole('search').getByRole('textbox')).toHaveValue(partners[0]!);
});

test('a pupil of another year is opened in that year', async ({ page, core }) => {
  await core.sample();
  const now = await core.call<{ name: string }[]>('student_list');
  const here = new Set(now.map((one) => one.name));
  const then = await core.call<{ name: string }[]>('student_list', { year: '2024-2025' });
  const gone = then.find((one) => !here.has(one.name))!;
  await page.goto(core.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type(bare(gone.name));
  await expect(page.getByRole('option').first()).toContainText('năm học 2024–2025');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('complementary', { name: gone.name })).toBeVisible();
  await expect(page.getByRole('button', { name: /Năm học 2024–2025/ })).toBeVisible();
});

test('a homeroom teacher finds only the own pupils', async ({ page, core }) => {
  await core.sample();
  const all = await core.call<{ name: string; class: string }[]>('student_list');
  const own = all.find((one) => one.class === '9A')!;
  const other = all.find((one) => one.class === '9B')!;
  await core.call('book_close');
  await core.call('book_open', { name: 'gvcn1', password: PASSWORD });
  await page.goto(core.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(bare(own.name));
  await expect(page.getByRole('option').first()).toContainText('9A');
  await field.fill(other.name);
  await expect(page.getByText('Không tìm thấy')).toBeVisible();
  await field.fill('');
  await expect(page.getByRole('option', { name: 'Khóa sổ' })).toBeVisible();
  await expect(page.getByRole('option', { name: /Ghi hoạt động|Xuất báo cáo/ })).toHaveCount(0);
});

for (const name of ['nhung', 'khai', 'gvcn1']) {
  test(`every screen that the palette offers opens for ${name}`, async ({ page, core }) => {
    await core.sample();
    await core.call('book_close');
    await core.call('book_open', { name, password: PASSWORD });
    await page.goto(core.url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    const screens = page.getByRole('group', { name: 'Màn hình' }).getByRole('option');
    const labels = await screens.allInnerTexts();
    expect(labels.length).toBeGreaterThan(5);
    await page.keyboard.press('Escape');

    for (const [at, label] of labels.entries()) {
      await page.keyboard.press('Control+k');
      await screens.nth(at).click();
      await expect(page.getByRole('dialog'), label).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 }), label).toBeVisible();
      await expect(page.getByText(/không được làm việc đó/), label).toHaveCount(0);
    }
  });
}

for (const theme of ['light', 'dark']) {
  test(`the palette is open to everybody, ${theme}`, async ({ page, core }) => {
    await page.addInitScript((it) => localStorage.setItem('theme', it), theme);
    await core.sample();
    await page.goto(core.url);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await look(page, `tim-lenh${theme === 'dark' ? '-toi' : ''}`);
    await page.keyboard.type('anh');
    await expect(page.getByRole('option').first()).toContainText(/anh/i);
    await look(page, `tim${theme === 'dark' ? '-toi' : ''}`);
    await page.setViewportSize({ width: 1024, height: 700 });
    await look(page, `tim-1024${theme === 'dark' ? '-toi' : ''}`);
  });
}

/** As somebody types who leaves the accents out. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
}
