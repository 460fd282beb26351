// Words of the surveys.
export const survey = {};
