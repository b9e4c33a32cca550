import net from "node:net";

const FIRST_PORT = 3000;
const PORTS_TO_TRY = 100;

function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: got } = server.address() as net.AddressInfo;
      server.close(() => resolve(got));
    });
  });
}

/** A port nobody listens on, on loopback. */
export const findFreePort = () => listen(0, "127.0.0.1");

/** Whether somebody accepts connections there. */
function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

async function isFree(port: number, host: string): Promise<boolean> {
  try {
    await listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return false;
    throw new Error(`Cannot listen on ${host}:${port}: ${(error as Error).message}`);
  }
  // "localhost" may mean the IPv6 loopback: a server of somebody else there would be met in our place.
  const hosts = host === "127.0.0.1" ? ["::1"] : ["127.0.0.1", "::1"];
  const taken = await Promise.all(hosts.map((other) => answers(port, other)));
  return !taken.includes(true);
}

/** The port that was asked for, which must be free, or the first free one from 3000 on. */
export async function choosePort(wanted: string | undefined, host: string, first = FIRST_PORT): Promise<number> {
  if (wanted !== undefined && wanted !== "") {
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is not a port number: ${wanted}`);
    if (await isFree(port, host)) return port;
    throw new Error(
      `Port ${port} is taken by another program. Set PORT to a free one, or leave it unset: then the first free one from ${first} on is used.`,
    );
  }
  for (let port = first; port < first + PORTS_TO_TRY; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`No free port between ${first} and ${first + PORTS_TO_TRY - 1}. Set PORT.`);
}
