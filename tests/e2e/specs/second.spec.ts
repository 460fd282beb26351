// A paper form typed a second time: what differs is asked, what is alike is counted.
import { expect, look, test } from '../fixtures';

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
