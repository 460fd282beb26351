// The page reads the log as it is narrowed; a new object each time tells it that the book changed.
export const load = async ({ parent }) => {
  await parent();
  return { at: {} };
};
