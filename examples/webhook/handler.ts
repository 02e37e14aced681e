import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface PartnerEvent {
  id: string;
  'detail-type': string;
  account: string;
  detail: object;
}

/** An HTTP server that accepts events from callers with the API key and handles each event once. */
export const createHandler = (apiKey: string, handle: (event: PartnerEvent) => void): Server => {
  // Delivery is at least once: a repeated event has the same id.
  const seen = new Set<string>();
  return createServer(async (request, response) => {
    if (request.headers['x-api-key'] !== apiKey) return response.writeHead(401).end();
    const event = (await json(request)) as PartnerEvent;
    if (!seen.has(event.id)) handle(event);
    seen.add(event.id);
    return response.writeHead(204).end();
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const handler = createHandler(process.env.API_KEY ?? 'secret', (event) => {
    console.log(event['detail-type'], JSON.stringify(event.detail));
  });
  handler.listen(8080, '127.0.0.1', () => console.log('handler on http://127.0.0.1:8080/events'));
}
