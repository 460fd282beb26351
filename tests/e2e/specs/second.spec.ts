// A paper form typed a second time: what differs is asked, what is alike is counted.
import { expect, look, test } from '../fixtures';

test('what cannot be read is marked, named in the results, and goes out as a file', async ({
  page,
  core,
}) => {
  await core.sample();
  const surveys = await core.call<{ id: string; classes: string[] }[]>('survey_list');
  const survey = surveys[0]!;
  await page.goto(`${core.url}/survey/${survey.id}/entry?class=${survey.classes[0]}`);
  const cell = (at: number) => page.locator(`input[data-at="${at}"]`);
  await expect(cell(0)).toBeVisible();
  await page.getByRole('button', { name: /1/ }).first().waitFor();
  await cell(0).focus();
  await page.keyboard.press('*');
  await expect(cell(0)).toHaveValue('?');
  await expect(page.getByLabel(/Câu 1.*không rõ/)).toBeVisible();
  await page.keyboard.press('3');
  await look(page, 'nhap-phieu-khong-ro');

  await page.goto(`${core.url}/survey/${survey.id}`);
  await expect(page.getByText('1 câu không rõ').first()).toBeVisible();
  await page.getByRole('button', { name: 'Xuất Excel' }).click();
  await look(page, 'ket-qua-xuat');
  await page.getByRole('button', { name: 'Lưu tệp' }).click();
  await expect(page.getByText(/Đã lưu Ket-qua-khao-sat/)).toBeVisible();
  const log = await core.call<{ lines: unknown[] }>('audit_list', { op: 'survey_export' });
  expect(log.lines).toHaveLength(1);
});

test('a form typed twice is held against the first typing', async ({ page, core }) => {
  await core.sample();
  const surveys = await core.call<{ id: string; classes: string[] }[]>('survey_list');
  const survey = surveys[0]!;
  const name = survey.classes[0]!;
  const sheet = () =>
    core.call<{ rows: { name: string; student: string; answers: (number | null)[] }[] }>(
      'survey_sheet',
      { survey: survey.id, class: name },
    );
  const row = (await sheet()).rows.find((one) => one.answers.every((answer) => answer !== null))!;
  await page.goto(`${core.url}/survey/${survey.id}/entry?class=${name}`);
  await page.getByRole('button', { name: 'Soát lần hai' }).click();
  await page.getByRole('button', { name: new RegExp(row.name) }).first().click();
  const wrong = row.answers[2] === 5 ? 4 : 5;
  for (const [at, answer] of row.answers.entries()) {
    await page.keyboard.press(String(at === 2 ? wrong : answer));
  }
  await expect(page.getByText('Hai lần gõ khác nhau ở 1 câu.')).toBeVisible();
  await look(page, 'soat-lan-hai');
  await page.getByRole('button', { name: `Lần hai: ${wrong}` }).click();
  await expect(page.getByText('1 phiếu đã soát khớp')).toBeVisible();
  await expect
    .poll(async () => (await sheet()).rows.find((one) => one.student === row.student)!.answers[2])
    .toBe(wrong);
});
