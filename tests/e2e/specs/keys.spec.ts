// The keys that the help lists do what it says.
import { expect, test } from '../fixtures';

test('Alt with an arrow goes through pupils, / filters, Esc closes', async ({ page, core }) => {
  await core.sample();
  const pupils = await core.call<{ id: string; name: string; class: string }[]>('student_list', {
    class: '9A',
  });
  await page.goto(`${core.url}/student?id=${pupils[0]!.id}`);
  const panel = (at: number) =>
    page.getByRole('complementary', { name: pupils[at]!.name, exact: true });
  await expect(panel(0)).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(panel(1)).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(panel(0)).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(panel(0)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: /Lọc|Tìm/ })).toBeFocused();
});

test('Ctrl+E exports the log, Ctrl+P prints the page, Ctrl+I enters forms', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', location.pathname);
  });
  await page.goto(`${core.url}/activity`);
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('Control+e');
  await expect(page.getByText(/Đã xuất ra/)).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.locator('body')).toHaveAttribute('data-printed', '/activity');

  const surveys = await core.call<{ id: string; is_closed: boolean }[]>('survey_list');
  const open = surveys.find((survey) => !survey.is_closed)!;
  await page.goto(`${core.url}/survey/${open.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+i');
  await expect(page).toHaveURL(new RegExp(`/survey/${open.id}/entry`));
});

test('Ctrl+P brings the paper of the page and Ctrl+T a talk with its pupil, and no screen is printed', async ({
  page,
  core,
}) => {
  await core.sample();
  const pupils = await core.call<{ id: string; name: string }[]>('student_list', { class: '9A' });
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', location.pathname);
  });
  for (const path of ['/consent', '/report/check', '/review?class=9A']) {
    await page.goto(core.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+p');
    await expect(page.getByRole('dialog'), path).toBeVisible();
    await expect(page.locator('body')).not.toHaveAttribute('data-printed');
  }
  await page.goto(`${core.url}/student/${pupils[0]!.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(pupils[0]!.name);
  await page.keyboard.press('Control+t');
  await expect(page).toHaveURL(/\/counsel/);
  await expect(page.getByText(pupils[0]!.name).first()).toBeVisible();
});

test('the start page shows a duty that two rule sets ask, and its menu keeps both', async ({
  page,
  core,
}) => {
  await core.sample();
  await core.call('rule_set_use', { rule_sets: ['tt07-2022', 'tt07-2022-moi-khoi'] });
  await page.goto(core.url);
  await expect(page.getByRole('table').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Tham quan/ }).nth(1)).toBeVisible();
  await page.locator('.chipb').click();
  await page
    .getByRole('button', { name: /Nghệ An.*2025/ })
    .first()
    .click();
  await expect(page.getByText(/Năm học này theo .*,.*,/)).toBeVisible();
});

test('F5 and Ctrl+R reload nothing: what is typed stays', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/activity?new=`);
  const title = page.getByRole('form', { name: 'Ghi nhanh' }).getByLabel('Tên hoạt động');
  await title.fill('Thăm xưởng gốm');
  await page.evaluate(() => {
    document.body.setAttribute('data-before', '');
    // Comes last: whether the page kept the key from the webview.
    window.addEventListener('keydown', (event) =>
      document.body.setAttribute('data-kept', `${event.key} ${event.defaultPrevented}`),
    );
  });

  for (const key of ['F5', 'Control+r', 'Control+F5', 'Control+Shift+R']) {
    await page.evaluate(() => document.body.removeAttribute('data-kept'));
    await page.keyboard.press(key);
    await expect(page.locator('body'), key).toHaveAttribute('data-kept', /true$/);
    await expect(title, key).toHaveValue('Thăm xưởng gốm');
  }

  // A page that was loaded anew would have lost this mark.
  await expect(page.locator('body')).toHaveAttribute('data-before', '');
});

test('Ctrl with 1 to 9 goes to the first nine entries; the others are reached by the palette', async ({
  page,
  core,
}) => {
  await core.sample();
  await page.goto(core.url);
  const entries = page.getByRole('navigation').first().getByRole('link');
  await expect(entries.first()).toBeVisible();
  const links = await entries.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links.length).toBeGreaterThan(10);

  for (const [at, href] of links.slice(0, 9).entries()) {
    await page.keyboard.press(`Control+${at + 1}`);
    await expect(page, `Ctrl ${at + 1}`).toHaveURL(core.url + href);
  }
  await page.keyboard.press('Control+0');
  await expect(page).toHaveURL(core.url + links[8]);
  for (const [words, href] of [
    ['ra soat ho so', '/review'],
    ['nghe', '/occupation'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    const entry = page.getByRole('group', { name: 'Màn hình' }).getByRole('option').first();
    await entry.click();
    await expect(page).toHaveURL(new RegExp(`${href}$`));
  }
});

test('/ goes into the filter of every list that has one', async ({ page, core }) => {
  await core.sample();
  for (const path of ['/activity', '/counsel', '/student', '/review', '/occupation', '/consent']) {
    await page.goto(core.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const box = page.locator('main [aria-keyshortcuts="/"]');
    await expect(box, path).toBeVisible();
    await page.keyboard.press('/');
    await expect(box, path).toBeFocused();
    // Inside the field it is a letter like any other.
    await page.keyboard.press('/');
    await expect(box, path).toHaveValue('/');
  }
});
