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
  await page.getByRole('button', { name: /Nghệ An.*2025/ }).first().click();
  await expect(page.getByText(/Năm học này theo .*,.*,/)).toBeVisible();
});
