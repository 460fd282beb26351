// Words of the lock screens.
export const lock = {};
