const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EISDIR: 'it is a folder',
  EROFS: 'its file system is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the disk quota of this user is used up',
  EMFILE: 'this process may open no more files',
};

/**
 * Says why a file could not be used, as a clause after "cannot be read:", without the codes and calls of the operating system.
 *
 * @param missing what it means that something of the path does not exist
 */
export const fileReason = (error: unknown, missing = 'there is no such file'): string => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? missing : (REASONS[code] ?? message);
};
