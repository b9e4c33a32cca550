import net from "node:net";

export type TcpProxy = {
  port: number;
  /** The same address with the proxy in the place of the server. */
  url(original: string): string;
  /** The network is gone: connections are reset, new ones too, until resume(). */
  cut(): void;
  /** The line is dead without a word: nothing passes and nothing is closed, new connections hang, until resume(). */
  stall(): void;
  resume(): void;
  /** Connections from clients that are open now. */
  readonly connections: number;
  close(): Promise<void>;
};

type Mode = "open" | "cut" | "stalled";

/** Stands before a server on loopback, given by its URL, and takes the network away on command. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const pairs = new Set<{ client: net.Socket; server: net.Socket | null }>();
  let mode: Mode = "open";

  const connect = (pair: { client: net.Socket; server: net.Socket | null }) => {
    const server = net.connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(targetPort) });
    pair.server = server;
    server.on("error", () => pair.client.destroy());
    server.on("close", () => mode !== "stalled" && pair.client.destroy());
    pair.client.pipe(server);
    server.pipe(pair.client);
  };

  const listener = net.createServer((client) => {
    client.on("error", () => {});
    if (mode === "cut") return client.resetAndDestroy();
    const pair: { client: net.Socket; server: net.Socket | null } = { client, server: null };
    pairs.add(pair);
    client.on("close", () => {
      pairs.delete(pair);
      pair.server?.destroy();
    });
    if (mode === "open") connect(pair);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as net.AddressInfo;

  const proxy: TcpProxy = {
    port,
    url: (original) => {
      const url = new URL(original);
      url.hostname = "127.0.0.1";
      url.port = String(port);
      return url.href;
    },
    cut: () => {
      mode = "cut";
      for (const { client } of pairs) client.resetAndDestroy();
    },
    stall: () => {
      mode = "stalled";
      for (const { client, server } of pairs) {
        client.unpipe();
        client.pause();
        server?.unpipe();
        server?.pause();
      }
    },
    resume: () => {
      const wasStalled = mode === "stalled";
      mode = "open";
      if (!wasStalled) return;
      for (const pair of pairs) {
        if (pair.server?.destroyed) pair.client.destroy();
        else if (pair.server === null) connect(pair);
        else {
          pair.client.pipe(pair.server);
          pair.server.pipe(pair.client);
        }
      }
    },
    get connections() {
      return pairs.size;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const { client } of pairs) client.destroy();
      await closed;
    },
  };
  return proxy;
}
