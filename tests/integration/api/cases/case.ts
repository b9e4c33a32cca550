import type { Answer, Api } from "../support";

export type Request = {
  params?: Record<string, string | number>;
  query?: Record<string, string | string[]>;
  body?: unknown;
  headers?: Record<string, string>;
};

/** What a case can lean on: the world, and a way to prepare what it needs through the API itself. */
export type World = Api & {
  token: string;
  /** Calls an operation by its name as administrator, and answers with what it said. @throws when it fails */
  call: <Data = Record<string, never>>(name: string, request?: Request) => Promise<Answer<Data>>;
};

export type Case = (world: World) => Promise<Request> | Request;
/** operation → how it is called so that it succeeds */
export type Cases = Record<string, Case>;

let made = 0;
/** A name that nothing else has. */
export const fresh = (word: string) => `${word} ${++made}`;

export function addressOf(path: string, { params = {}, query = {} }: Request): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? "1")));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const each of [value].flat()) search.append(name, each);
  return search.size > 0 ? `${filled}?${search}` : filled;
}
