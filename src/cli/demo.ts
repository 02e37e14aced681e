export const demo = async (): Promise<void> => {};
