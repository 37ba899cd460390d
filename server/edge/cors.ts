import type { ServerResponse } from 'node:http';

const PREFLIGHT_S = '7200';

/** What of an answer says who may read it. */
type Headed = Pick<ServerResponse, 'setHeader' | 'removeHeader'>;

/** Lets a page of another origin read the answer. Nothing is sent with credentials: cookies are the console's alone. */
export function letRead(response: Headed, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'retry-after');
}

/** The answer is not even readable to a page that is not the brand's. */
export const letNobodyRead = (response: Headed): void => response.removeHeader('access-control-allow-origin');

export function answerPreflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, salon-protocol',
      'access-control-max-age': PREFLIGHT_S,
    })
    .end();
}
