import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url: a token, a sign-in, a link. Shown once; only its hash is stored. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256, hex. Enough for long random secrets; passwords are another matter. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two secrets are the same, in a time that tells nothing. */
export const isSameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
