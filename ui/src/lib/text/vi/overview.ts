// Words of the overview screens.
export const overview = {};
