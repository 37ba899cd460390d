import type { Session } from '../../protocol/http.ts';
import { PROTOCOL } from '../../protocol/number.ts';

export const BRAND = 'maison-aurele';
const PASSWORD = 'salon-demo';

/** A session of nobody yet. */
export async function mint(url: string): Promise<Session> {
  return (await (await post(url, '/api/sessions', { brand: BRAND })).json()) as Session;
}

/** Signs an associate in and gives her cookie. */
export async function signIn(url: string, email: string): Promise<string> {
  const answer = await post(url, '/api/console/sign-in', { email, password: PASSWORD });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return cookies.join('; ');
}

async function post(url: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'salon-protocol': String(PROTOCOL), origin: url };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
