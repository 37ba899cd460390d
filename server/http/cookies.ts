import type { CookieOptions } from 'express';

const DEVICE_MS = 400 * 24 * 3600_000;
const DAY_MS = 24 * 3600_000;

/** The console's cookies. `__Host-` ones are dropped on plain http, so the names follow PUBLIC_URL. */
export interface Cookies {
  signIn: string;
  device: string;
  options: CookieOptions;
  signInOptions: CookieOptions;
  deviceOptions: CookieOptions;
}

export function cookiesFor(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', secure };
  return {
    signIn: `${prefix}salon`,
    device: `${prefix}salon-device`,
    options,
    signInOptions: { ...options, maxAge: DAY_MS },
    deviceOptions: { ...options, maxAge: DEVICE_MS },
  };
}

/** A cookie's value out of a Cookie header; null for none and for what cannot be one of ours. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').slice(0, 8_192).split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() === name && /^[\w-]{20,200}$/.test(value.trim())) return value.trim();
  }
  return null;
}

/** The sign-in's secret in a request's cookies, as HTTP and sockets both read it. */
export const signInToken = (header: string | undefined, publicUrl: string): string | null =>
  readCookie(header, cookiesFor(publicUrl).signIn);
