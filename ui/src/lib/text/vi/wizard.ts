// Words of the wizard screens.
export const wizard = {};
