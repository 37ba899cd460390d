/** Whether there is no such file; any other fault of the system is no answer to whether there is one. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What is read of a file, or `instead` where there is none; whatever else goes wrong is thrown. */
export const unlessAbsent = <T, I>(reading: Promise<T>, instead: I): Promise<T | I> =>
  reading.catch((error: unknown) => {
    if (isAbsent(error)) return instead;
    throw error;
  });
