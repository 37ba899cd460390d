/** An http(s) address as it really is, without credentials; null for everything else. */
export function webAddress(text: string, base?: string): URL | null {
  try {
    const url = new URL(text, base);
    if (!/^https?:$/.test(url.protocol)) return null;
    url.username = '';
    url.password = '';
    return url;
  } catch {
    return null;
  }
}
