import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { listText } from "../../support/catalogue/list";

export type Answer = RequestListener;

export const csv =
  (text = listText): Answer =>
  (_, response) =>
    response.writeHead(200, { "content-type": "text/csv" }).end(text);

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(code, headers).end("not the list");

/** As many bytes as the reader wants, said to be none in particular. */
export const endless: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "text/csv" });
  const chunk = "x".repeat(64 * 1024);
  const pump = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", pump);
  pump();
};

/** Half of the list, and then the line is dead. */
export const cut: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "text/csv", "content-length": String(listText.length * 2) });
  response.write(listText, () => response.destroy());
};

/** Takes the request and says nothing. */
export const silent: Answer = () => undefined;

/** Answers each address as told at the moment; `/list.csv` unless said otherwise. */
export async function startListServer(tls?: { key: string; cert: string }) {
  const answers = new Map<string, Answer>();
  const received: { path: string; headers: IncomingHttpHeaders }[] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? "";
    received.push({ path, headers: request.headers });
    (answers.get(path) ?? status(404))(request, response);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address: `${origin}/list.csv`,
    received,
    answer: (answer: Answer, path = "/list.csv") => answers.set(path, answer),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export type ListServer = Awaited<ReturnType<typeof startListServer>>;
