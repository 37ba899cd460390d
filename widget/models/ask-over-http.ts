import type { RequestAnswer, RequestsAnswer } from '../../protocol/http.ts';
import { askRelay, PASSING } from '../http.ts';
import { sessionOf, startAnew } from './own-session.ts';
import { hearRequests } from './requests.ts';
import type { Salon } from './salon.ts';

/** Her requests over plain HTTP, for when no socket is there. */
export async function fetchRequests(salon: Salon): Promise<void> {
  const token = sessionOf(salon).known()?.token;
  if (!token) return;
  const answer = await askRelay<RequestsAnswer>(salon.page, 'requests', { token });
  if (answer.ok) hearRequests(salon.thread, answer.requests);
  else if (answer.error.code === 'signed_out') startAnew(salon);
}

/** Ends the live request in whose stead she asked for a call while the line was down; again until it is answered. */
export async function endSuperseded(salon: Salon): Promise<void> {
  const { superseded } = salon.memory.kept();
  const token = sessionOf(salon).known()?.token;
  if (!superseded || !token) return;
  const path = `requests/${superseded}/withdraw`;
  const answer = await askRelay<RequestAnswer>(salon.page, path, { method: 'POST', token, body: {} });
  if (answer.ok) hearRequests(salon.thread, [answer.request]);
  if (answer.ok || !PASSING.includes(answer.error.code)) salon.memory.keep({ superseded: '' });
}
