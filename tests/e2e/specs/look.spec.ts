// The look of the window: kept on this machine, and every screen holds together with large letters.
import { expect, look, picture, test } from '../fixtures';

test('theme and text size are kept', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/settings/look`);
  await page.getByRole('button', { name: '125%' }).click();
  await page.getByRole('button', { name: 'Tối', exact: true }).click();
  const size = () =>
    page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  expect(await size()).toBe(20);
  await page.reload();
  await expect(page.getByRole('button', { name: '125%' })).toHaveAttribute('aria-pressed', 'true');
  expect(await size()).toBe(20);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await look(page, 'giao-dien-toi-125');
  await page.getByRole('button', { name: 'Theo máy' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await look(page, 'giao-dien-125');
});

for (const size of ['112', '125']) {
  test(`no screen is wider or cut at ${size} percent`, async ({ page, core }) => {
    test.setTimeout(120_000);
    const faults: string[] = [];
    await page.addInitScript((it) => localStorage.setItem('text-size', it), size);
    await core.sample();
    const surveys = await core.call<{ id: string }[]>('survey_list');
    for (const [name, path] of [
      ['tong-quan', '/'],
      ['nhat-ky', '/activity'],
      ['nhap-phieu', `/survey/${surveys[0]!.id}/entry`],
      ['bao-cao', '/report'],
      ['hoc-sinh', '/student'],
      ['tro-giup', '/help'],
      ['nhat-ky-he-thong', '/settings/audit'],
    ] as const) {
      await page.goto(core.url + path);
      await expect(page.getByRole('heading', { level: 1 }), name).toBeVisible();
      await picture(page, `${name}-${size}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > 1366) faults.push(`${name} is wider than the window`);
      const page_ = page.locator('main .page');
      const spare = await page_.evaluate((it) => it.scrollWidth - it.clientWidth);
      if (spare > 0) faults.push(`${name} scrolls sideways by ${spare}`);
      const action = page.locator('main .btn--pri').first();
      if (await action.count()) {
        const box = (await action.boundingBox())!;
        if (box.x + box.width > 1366) faults.push(`${name}: its first button is cut`);
      }
    }
    expect(faults).toEqual([]);
  });
}
