// A small window with the side panel open: nothing is squeezed into a column of single words.
import { resolve } from 'node:path';
import { type Page, expect, look, test } from '../fixtures';

const ROSTER = resolve(import.meta.dirname, '../../data/rosters/moet_csdl_25cols.xlsx');

/** The title has room for words, and no action lies over it. */
async function isWhole(page: Page, name: string): Promise<void> {
  const title = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
  expect(title.height, `${name}: at most two lines`).toBeLessThan(70);
  for (const button of await page.locator('.head .acts > *:visible').all()) {
    const box = (await button.boundingBox())!;
    const isBeside = box.x >= title.x + 1 && box.y + box.height <= title.y + 1;
    const isRight = box.x + 1 >= title.x + (await textWidth(page));
    const isBelow = box.y + 1 >= title.y + title.height;
    expect(isBeside || isRight || isBelow, `${name}: ${await button.innerText()}`).toBe(true);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, name).toBeLessThanOrEqual(page.viewportSize()!.width);
}

const textWidth = (page: Page) =>
  page.getByRole('heading', { level: 1 }).evaluate((title) => {
    const range = document.createRange();
    range.selectNodeContents(title);
    return range.getBoundingClientRect().width;
  });

for (const [width, height] of [
  [1024, 700],
  [1366, 768],
] as const) {
  test(`beside the open panel the page stays whole, ${width} by ${height}`, async ({
    page,
    core,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    await core.sample();
    const [trip] = await core.call<{ activity: { id: string } }[]>('trip_list');
    const [pupil] = await core.call<{ id: string }[]>('student_list', { class: '9A' });

    for (const [name, path] of [
      ['nhat-ky', `/activity?id=${trip!.activity.id}`],
      ['hoc-sinh', `/student?id=${pupil!.id}`],
    ] as const) {
      await page.goto(core.url + path);
      await expect(page.getByRole('complementary')).toBeVisible();
      await isWhole(page, name);
      await look(page, `hep-${width}-${name}`);
    }

    await page.goto(`${core.url}/trip/${trip!.activity.id}`);
    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await isWhole(page, 'chuyen-di');
    await look(page, `hep-${width}-chuyen-di`);

    await page.goto(`${core.url}/student/${pupil!.id}`);
    await page.getByRole('button', { name: /^Sửa/ }).first().click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await isWhole(page, 'ho-so');
    await look(page, `hep-${width}-ho-so`);
  });

  test(`beside the panel of columns the import stays whole, ${width} by ${height}`, async ({
    page,
    core,
  }) => {
    await page.setViewportSize({ width, height });
    await core.sample();
    await page.goto(`${core.url}/student/import`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn tệp' }).click();
    await (await chooser).setFiles(ROSTER);
    await expect(page.getByRole('button', { name: /^Nhập \d+ dòng/ })).toBeVisible();
    await page.getByRole('button', { name: 'Trang tính và cột' }).click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await isWhole(page, 'nhap-danh-sach');
    await look(page, `hep-${width}-nhap-danh-sach`);
  });
}
