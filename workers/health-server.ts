import { createServer } from "node:http";

export type HealthServer = { close(): Promise<void> };

/**
 * Answers any GET on `port`, for whoever watches over workers: 200 as long as `isWell` says so, else 503. Listens on every
 * interface; it tells nothing but that.
 * @throws when the port is taken
 */
export async function openHealthServer(port: number, isWell: () => boolean): Promise<HealthServer> {
  const server = createServer((_request, response) => {
    const well = isWell();
    response.writeHead(well ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ status: well ? "ready" : "not-ready" }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
