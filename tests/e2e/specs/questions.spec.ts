// A form of questions: opened, typed for a pupil, its replies counted.
import { expect, look, test } from '../fixtures';

test('what pupils want after grade 9 is typed by choice and counted', async ({ page, core }) => {
  await core.sample();
  await page.goto(`${core.url}/survey`);
  await page.getByRole('button', { name: 'Mở khảo sát' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Bộ câu hỏi')
    .selectOption({ label: 'Phiếu nhu cầu tiếp tục học tập sau tốt nghiệp THCS' });
  await expect(dialog.getByLabel('Tên khảo sát')).toHaveValue(/nhu cầu tiếp tục học tập/);
  await dialog.getByText('9A', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Mở khảo sát' }).click();
  await expect(page).toHaveURL(/\/entry/);

  const first = page.getByRole('group', { name: /Sau lớp 9 em mong muốn/ });
  await expect(page.getByRole('group', { name: /Nghề em muốn học/ })).toBeHidden();
  await first.getByLabel('Học trung học nghề, trung cấp').check();
  await page
    .getByRole('group', { name: /Nghề em muốn học/ })
    .getByRole('textbox')
    .fill('Điện lạnh');
  const why = page.getByRole('group', { name: /Vì sao em chọn hướng đó/ });
  await why.getByLabel('Dễ tìm việc làm sau này').check();
  await why.getByLabel('Hợp với sức học của em').check();
  await look(page, 'phieu-cau-hoi');
  const survey = page.url().split('/survey/')[1]!.split('/')[0]!;
  const results = () =>
    core.call<{ responses: number; questions: { replied: number; texts: string[] }[] }>(
      'survey_results',
      { survey },
    );
  await expect.poll(async () => (await results()).questions[4]?.texts).toEqual(['Điện lạnh']);

  await page.goto(`${core.url}/survey/${survey}`);
  await expect(page.getByRole('heading', { name: 'Trả lời các câu hỏi' })).toBeVisible();
  await expect(page.getByText('Điện lạnh')).toBeVisible();
  await look(page, 'ket-qua-cau-hoi');
  await page.goto(`${core.url}/survey/${survey}/items`);
  await look(page, 'cau-hoi');
});
